"""Where models are asked: the providers known by name, and `PROVIDER/NAME` taken apart."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass

from sahelsum.errors import ModelError

_PROVIDERS: dict[str, tuple[str, str]] = {
    "openai": ("https://api.openai.com/v1", "OPENAI_API_KEY"),
    "anthropic": ("https://api.anthropic.com/v1", "ANTHROPIC_API_KEY"),
    "google": ("https://generativelanguage.googleapis.com/v1beta/openai", "GEMINI_API_KEY"),
    "mistral": ("https://api.mistral.ai/v1", "MISTRAL_API_KEY"),
    "azure": ("", "AZURE_OPENAI_API_KEY"),
    "openrouter": ("https://openrouter.ai/api/v1", "OPENROUTER_API_KEY"),
    "ollama": ("http://localhost:11434/v1", ""),
    "lmstudio": ("http://localhost:1234/v1", ""),
    "vllm": ("http://localhost:8000/v1", ""),
    "llama.cpp": ("http://localhost:8080/v1", ""),
}
"""Base URL (Azure's is the account's own), and the environment variable that holds the key (empty: none is needed)."""
_SHORTEST_KEY = 6
"""Characters: what is shorter is no secret, and cutting it out would garble plain words."""
_AZURE_ADDRESS = "AZURE_OPENAI_ENDPOINT"


@dataclass(frozen=True, slots=True)
class Place:
    """A model and where it is: `base_url` of an OpenAI-compatible endpoint, its `api_key` (never shown or stored)."""

    model: str
    base_url: str
    api_key: str

    def __repr__(self) -> str:
        return f"Place({self.model!r}, {self.base_url!r})"

    @property
    def name(self) -> str:
        """16 hex digits for this model at this address, under which is remembered what it takes."""
        return hashlib.sha256(f"{self.base_url}\0{self.model}".encode()).hexdigest()[:16]


def name_of(wanted: str) -> str:
    """The model's own name, as its endpoint knows it: answers are kept under it, wherever they were asked for."""
    provider, slash, name = wanted.partition("/")
    return name if provider in _PROVIDERS and slash and name else wanted


def secrets() -> list[str]:
    """The keys that are in the environment, to be kept out of whatever is written."""
    found = (os.environ.get(variable, "") for _, variable in _PROVIDERS.values() if variable)
    return sorted({key for key in found if len(key) >= _SHORTEST_KEY}, key=len, reverse=True)


def provider_of(wanted: str) -> str | None:
    """The provider that `PROVIDER/NAME` names; null for a name of an endpoint's own."""
    return wanted.partition("/")[0] if name_of(wanted) != wanted else None


def key_variable(wanted: str) -> str:
    """The environment variable that holds the key for `wanted`, or "" where none is needed."""
    return _PROVIDERS[provider_of(wanted) or "openai"][1]


def place(wanted: str, base_url: str | None = None) -> Place:
    """The model `PROVIDER/NAME`; with `base_url` any name is the endpoint's own.

    Raises:
        ModelError: the provider is not known, or its key or address is not in the environment.
    """
    provider = provider_of(wanted)
    if provider is None and base_url is None:
        names = ", ".join(_PROVIDERS)
        raise ModelError(
            f"model {wanted!r} names no provider; write PROVIDER/NAME with one of {names}, or give --base-url."
        )
    address, variable = _PROVIDERS[provider][0] if provider is not None else "", key_variable(wanted)
    key = os.environ.get(variable, "") if variable else ""
    if variable and not key and base_url is None:
        raise ModelError(f"{wanted} needs a key: put it into the environment variable {variable}.")
    return Place(name_of(wanted), base_url or address or _azure(wanted), key or "none")


def _azure(wanted: str) -> str:
    """Azure's OpenAI-compatible address of the account in the environment."""
    account = os.environ.get(_AZURE_ADDRESS, "").rstrip("/")
    if not account:
        raise ModelError(
            f"{wanted} needs an address: put the resource's URL into the environment variable {_AZURE_ADDRESS}."
        )
    return f"{account}/openai/v1"
