"""What every page of ours has in common: a template that escapes, a policy that shuts out the network, and characters
made visible that a browser would obey instead of show."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from base64 import b64encode
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_PICTURES, _DELETE = 0x2400, 0x7F
"""Where Unicode keeps a picture of each control character: ␀ for NUL."""


def visible(text: str) -> str:
    """`text` with every character made visible that a browser would obey or drop: controls, marks that turn the
    direction of the text, halves of a pair. Line ends and tabs stay."""
    return _OBEYED.sub(_shown, text)


def counted(number: int, what: str, several: str = "") -> str:
    """`1 article`, `1,200 articles`."""
    return f"{number:,} {what if number == 1 else several or f'{what}s'}"


def plain(text: str) -> Markup:
    """`text` for between tags, where a quotation mark may stand as it is; in an attribute it may not."""
    from markupsafe import Markup

    return Markup(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))


def shipped(package: str, name: str) -> str:
    """A file that ships in `package`."""
    return (files(package) / name).read_text(encoding="utf-8")


def environment(package: str) -> Environment:
    """Templates out of `package`: everything is escaped, and a name that is not there is an error."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    return Environment(
        loader=FunctionLoader(lambda name: shipped(package, name)), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def policy(style: str, script: str) -> str:
    """What the browser may do with the page: nothing but its own style and script, by their digests."""
    digests = [b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digests[0]}'; script-src 'sha256-{digests[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < ord(" "):
        return chr(_PICTURES + code)
    if code == _DELETE:
        return "␡"
    return f"⟨{unicodedata.name(match[0], f'U+{code:04X}').lower()}⟩"
