"""Where models are asked: the providers known by name, and `PROVIDER/NAME` taken apart."""

from __future__ import annotations

import os
from dataclasses import dataclass

from sahelsum.errors import ModelError

_PROVIDERS: dict[str, tuple[str, str]] = {
    "openai": ("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "anthropic": ("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    "google": ("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "mistral": ("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "openrouter": ("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "ollama": ("http://localhost:11434/v1", ""),
    "lmstudio": ("http://localhost:1234/v1", ""),
    "vllm": ("http://localhost:8000/v1", ""),
    "llama.cpp": ("http://localhost:8080/v1", ""),
}
"""Base URL, and the environment variable that holds the key (empty: none is needed)."""


@dataclass(frozen=True, slots=True)
class Place:
    """A model and where it is: `base_url` of an OpenAI-compatible endpoint, its `api_key` (never shown or stored)."""

    model: str
    base_url: str
    api_key: str

    def __repr__(self) -> str:
        return f"Place({self.model!r}, {self.base_url!r})"


def name_of(wanted: str) -> str:
    """The model's own name, as its endpoint knows it: answers are kept under it, wherever they were asked for."""
    provider, slash, name = wanted.partition("/")
    return name if provider in _PROVIDERS and slash and name else wanted


def place(wanted: str, base_url: str | None = None) -> Place:
    """The model `PROVIDER/NAME`; with `base_url` any name is the endpoint's own.

    Raises:
        ModelError: the provider is not known, or its key is not in the environment.
    """
    known = name_of(wanted) != wanted
    if not known and base_url is None:
        names = ", ".join(_PROVIDERS)
        raise ModelError(
            f"model {wanted!r} names no provider; write PROVIDER/NAME with one of {names}, or give --base-url."
        )
    address, variable = _PROVIDERS[wanted.partition("/")[0]] if known else ("", "OPENAI_API_KEY")
    key = os.environ.get(variable, "") if variable else ""
    if variable and not key and base_url is None:
        raise ModelError(f"{wanted} needs a key: put it into the environment variable {variable}.")
    return Place(name_of(wanted), base_url or address, key or "none")
