"""A prompt and an article to the messages that a model is sent.

Templates are rendered strictly: a variable that nobody defines is an error that names it. The article is a value and
never a template, so that `{{ 7*7 }}` in it is sent as it stands. Definitions come from the codebook, where the
enumerations themselves are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace

from jinja2 import StrictUndefined, Template, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment

from sahelsum import codebook as cb
from sahelsum.article import Article
from sahelsum.errors import PromptError
from sahelsum.prompting.prompt import Prompt
from sahelsum.prompting.tokens import tokens

_LANGUAGES = {"en": "English", "fr": "French"}
_CODEBOOK = SimpleNamespace(
    sub_event_types=cb.SUB_EVENT_TYPES, event_types=cb.EVENT_TYPES, roles=cb.ROLES, actor_roles=cb.ACTOR_ROLES,
    responsibility_statuses=cb.RESPONSIBILITY_STATUSES, groups=cb.GROUPS, outcomes=cb.OUTCOMES,
    qualifiers=cb.QUALIFIERS, claim_topics=cb.CLAIM_TOPICS, target_kinds=cb.TARGET_KINDS, weapons=cb.WEAPONS,
    materiel_actions=cb.MATERIEL_ACTIONS,
)  # fmt: skip
VARIABLES = ("article", "language", "published", "title", "codebook", "glossary")
"""What a template may name."""


@dataclass(frozen=True, slots=True)
class Messages:
    """What is sent: the system message, then the user's."""

    system: str
    user: str


def render(prompt: Prompt, article: Article | None) -> Messages:
    """The messages for one article; null stands for any other one.

    Raises:
        PromptError: a template names a variable that there is not, or is no template.
    """
    return Messages(_filled(prompt, prompt.system, article), _filled(prompt, prompt.user, article))


def stable_share(prompt: Prompt, messages: Messages) -> float:
    """The part of the tokens, 0 to 1, that leads the messages and is the same for every article: what a provider's
    prompt cache can keep."""
    other = render(prompt, None)
    whole = messages.system + messages.user
    stable = _alike(whole, other.system + other.user)
    return tokens(whole[:stable]) / max(1, tokens(whole))


def glossary(meanings: Mapping[str, str]) -> str:
    """Terms and what they mean, in one line."""
    return "; ".join(f"{term}: {meaning}" for term, meaning in meanings.items()) + "."


def _alike(one: str, other: str) -> int:
    """How many leading characters two texts share."""
    differing = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differing, min(len(one), len(other)))


def _filled(prompt: Prompt, template: str, article: Article | None) -> str:
    values: dict[str, object] = {
        "article": "\0" if article is None else article.text,
        "title": "\0" if article is None else article.title or "none",
        "language": "\0" if article is None else _LANGUAGES.get(article.language, article.language),
        "published": "\0" if article is None else str(article.published or "not stated"),
        "codebook": _CODEBOOK,
        "glossary": glossary,
    }
    try:
        return _template(template).render(values)
    except UndefinedError as error:
        names = ", ".join(VARIABLES)
        raise PromptError(f"prompt {prompt.name}: {error.message}; a template may name {names}.") from error
    except TemplateError as error:
        raise PromptError(f"prompt {prompt.name}: {error.message or error}.") from error


@lru_cache(maxsize=32)
def _template(text: str) -> Template:
    environment = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(text)
