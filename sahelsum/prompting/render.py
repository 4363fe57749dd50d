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
from jinja2.meta import find_undeclared_variables
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
_ENVIRONMENT = SandboxedEnvironment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
VARIABLES = ("article", "id", "language", "published", "title", "codebook", "glossary")
"""What a template may name."""
_OF_THE_ARTICLE = frozenset(VARIABLES) - {"codebook", "glossary"}


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
    try:
        if not _names(template) & _OF_THE_ARTICLE:
            return _always(template)
        return _template(template).render(_values(article))
    except UndefinedError as error:
        names = ", ".join(VARIABLES)
        raise PromptError(f"prompt {prompt.name}: {error.message}; a template may name {names}.") from error
    except TemplateError as error:
        raise PromptError(f"prompt {prompt.name}: {error.message or error}.") from error


def _values(article: Article | None) -> dict[str, object]:
    told: dict[str, object] = dict.fromkeys(_OF_THE_ARTICLE, "\0")
    if article is not None:
        told = {
            "article": article.text, "id": article.id, "title": article.title or "none",
            "language": _LANGUAGES.get(article.language, article.language),
            "published": str(article.published or "not stated"),
        }  # fmt: skip
    return {**told, "codebook": _CODEBOOK, "glossary": glossary}


@lru_cache(maxsize=32)
def _always(template: str) -> str:
    """What a template is that says nothing of the article."""
    return _template(template).render(_values(None))


@lru_cache(maxsize=32)
def _names(template: str) -> frozenset[str]:
    """What a template names."""
    return frozenset(find_undeclared_variables(_ENVIRONMENT.parse(template)))


@lru_cache(maxsize=32)
def _template(text: str) -> Template:
    return _ENVIRONMENT.from_string(text)
