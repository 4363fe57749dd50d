"""Whole numbers as they are written: digits, English and French number words, and mixtures of the two.

What each word contributes is data (`lexicon/number_words.csv`); how they add up is here. One reader serves
counts and dates, so that "deux semaines" and "deux soldats" cannot disagree about what two is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Literal

from sahelsum.fold import SPACES, fold
from sahelsum.lexicon import lexicon_rows
from sahelsum.words import Words

Role = tuple[str, int]
Roles = Mapping[str, Role]

_NONE: Role = ("", 0)
_SMALL = {"unit", "one", "teen", "ten", "tens", "score", "sixty"}
_HUNDREDS, _SCALES = {"hundred", "cent"}, {"thousand", "scale"}
_NUMERIC = _SMALL | _HUNDREDS | _SCALES
_STARTS = _NUMERIC | {"article", "zero", "half", "dozen"}
_THIN = set(SPACES) - set("\n\r\f\v\u2028\u2029")
_LONGEST = 15  # digits; nobody counts people by the quadrillion
_CEILING = 10**13


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number up to (not including) word `last`; `value` is None where it is no whole number.

    `about`: the word itself is loose (*dozen*, *trentaine*, *a hundred*). `weak`: a bare one/un/a. `scale`: the
    hundred, thousand or million that ends it, else 1.
    """

    last: int
    value: int | None
    about: bool = False
    weak: bool = False
    scale: int = 1
    shape: Literal["digits", "words", "decimal", "ordinal", "phone"] = "words"


@cache
def number_words(language: str, desk: Path | None = None) -> Roles:
    """The role and value of every number word of `language`, by folded word."""
    roles = {}
    for phrase, sense in lexicon_rows("number_words", language, desk):
        role, value = sense.split()
        roles[fold(phrase)] = (role, int(value))
    return roles


def is_digits(word: str) -> bool:
    """Whether the word is ASCII digits only."""
    return word.isascii() and word.isdigit()


def read_cardinal(words: Words, first: int, roles: Roles) -> Cardinal | None:
    """The number that starts at word `first`, the longest reading, or None. Looks at most about 30 words ahead."""
    if first >= len(words):
        return None
    word = words.folded[first]
    if is_digits(word):
        return _multiplied(words, _digits(words, first, roles), roles)
    role = roles.get(word, _NONE)[0]
    if role not in _STARTS:
        return None
    if role == "zero":
        return Cardinal(first + 1, 0)
    return _spelt(words, first, roles)


def _role(words: Words, at: int, roles: Roles) -> Role:
    """The role of word `at` if it goes on from the word before."""
    return roles.get(words.folded[at], _NONE) if at < len(words) and words.soft[at] else _NONE


def _gap(words: Words, at: int) -> str:
    return words.text[words.ends[at - 1] : words.starts[at]] if 0 < at < len(words) else "\0"


# -- words ----------------------------------------------------------------------------------------------------


def _spelt(words: Words, first: int, roles: Roles) -> Cardinal | None:
    role = roles[words.folded[first]][0]
    number = None if role in ("half", "dozen") else _composed(words, first, roles)
    if number is None:
        bare = role in ("half", "dozen")
        loose = _multiplied(words, Cardinal(first if bare else first + 1, 1), roles, bare)
        if loose.about:
            return loose
        return _weak(words, first, roles) if role == "article" else None
    if number.value == 1 and number.last == first + 1:
        loose = _multiplied(words, number, roles)
        return loose if loose.about else _weak(words, first, roles)
    if _role(words, number.last, roles)[0] == "fraction":
        return Cardinal(number.last + 1, None, shape="ordinal")
    if _role(words, number.last, roles)[0] == "ordinal" and _gap(words, number.last) in "-‐‑":
        return Cardinal(number.last + 1, None, shape="ordinal")
    return _multiplied(words, number, roles)


def _weak(words: Words, first: int, roles: Roles) -> Cardinal | None:
    """A bare one or article; None where the number that counts is the next word ("a 12-year-old")."""
    after = first + 1
    if after < len(words) and words.soft[after]:
        word = words.folded[after]
        if is_digits(word) or roles.get(word, _NONE)[0] in _NUMERIC:
            return None
        if roles.get(word, _NONE)[0] in ("fraction", "ordinal") and roles[words.folded[first]][0] == "one":
            return Cardinal(after + 1, None, shape="ordinal")
    return Cardinal(after, 1, weak=True)


def _composed(words: Words, first: int, roles: Roles) -> Cardinal | None:
    """Groups below a thousand and their falling scales: "two million three hundred thousand and five"."""
    total, last, ceiling, scale, at = 0, first, _CEILING, 1, first
    while True:
        group = _below_thousand(words, at, roles)
        after = group[1] if group else at
        role, value = _role(words, after, roles) if after > first else roles[words.folded[first]]
        if role in _SCALES and value < ceiling and (group or value == 1000):
            total += (group[0] if group else 1) * value
            last = after + 1
            ceiling = scale = value
            at = last + (_role(words, last, roles)[0] == "and")
            if _role(words, at, roles)[0] in _NUMERIC:
                continue
        elif group:
            total, last = total + group[0], after
            scale = 100 if words.folded[last - 1] in roles and roles[words.folded[last - 1]][0] in _HUNDREDS else 1
        break
    if last == first or (last == first + 1 and roles[words.folded[first]][0] == "article"):
        return None
    loose = roles[words.folded[first]][0] in ("article", "hundred", "thousand") and total in (100, 1000, 10**6, 10**9)
    return Cardinal(last, total, about=loose, scale=scale)


def _below_thousand(words: Words, first: int, roles: Roles) -> tuple[int, int] | None:
    if first >= len(words):
        return None
    role = roles.get(words.folded[first], _NONE)[0]
    if role == "article":
        small: tuple[int, int] | None = (1, first + 1)
        if _role(words, first + 1, roles)[0] not in _HUNDREDS | _SCALES:
            return None
    else:
        small = _below_hundred(words, first, roles)
    at = small[1] if small else first
    hundred = role if small is None else _role(words, at, roles)[0]
    if hundred not in _HUNDREDS:
        return small
    total, last = (small[0] if small else 1) * 100, at + 1
    after = last + (_role(words, last, roles)[0] == "and")
    rest = _below_hundred(words, after, roles) if _role(words, after, roles)[0] in _SMALL else None
    return (total + rest[0], rest[1]) if rest else (total, last)


def _below_hundred(words: Words, first: int, roles: Roles) -> tuple[int, int] | None:
    if first >= len(words):
        return None
    role, value = roles.get(words.folded[first], _NONE)
    after, plus = _role(words, first + 1, roles)
    if role == "unit" and value == 4 and after == "score":
        more, last = _below_twenty(words, first + 2, roles)
        return 80 + more, last
    if role == "ten" and after == "unit" and plus >= 7:
        return value + plus, first + 2
    if role in ("tens", "score", "sixty"):
        more, last = _after_tens(words, first + 1, role, roles)
        return value + more, last
    return (value, first + 1) if role in ("unit", "one", "teen", "ten") else None


def _after_tens(words: Words, at: int, tens: str, roles: Roles) -> tuple[int, int]:
    """What word `at` on adds to twenty, trente, soixante: a unit, « et un », and after soixante ten to nineteen."""
    role, value = _role(words, at, roles)
    if role == "et":
        joined, more = _role(words, at + 1, roles)
        return (more, at + 2) if joined == "one" or (tens == "sixty" and more == 11) else (0, at)
    if role in ("unit", "one"):
        return value, at + 1
    return _below_twenty(words, at, roles) if tens == "sixty" else (0, at)


def _below_twenty(words: Words, at: int, roles: Roles) -> tuple[int, int]:
    """What word `at` on adds to soixante or quatre-vingt: up to nineteen, or nothing."""
    role, value = _role(words, at, roles)
    if role == "ten":
        after, plus = _role(words, at + 1, roles)
        return (value + plus, at + 2) if after == "unit" and plus >= 7 else (value, at + 1)
    return (value, at + 1) if role in ("unit", "one", "teen") else (0, at)


def _multiplied(words: Words, number: Cardinal, roles: Roles, bare: bool = False) -> Cardinal:
    """`number` times the dozen, douzaine, trentaine or millier that follows; `bare`: that word comes first."""
    if number.value is None:
        return number
    at, share = number.last, 1
    for _ in range(3):
        role, value = roles[words.folded[at]] if bare and at == number.last else _role(words, at, roles)
        if role == "dozen":
            return replace(number, last=at + 1, value=number.value * value // share, about=True, weak=False)
        if role == "half":
            share = value
        elif role not in ("size", "article"):
            break
        at += 1
    return number


# -- digits ---------------------------------------------------------------------------------------------------


def _digits(words: Words, first: int, roles: Roles) -> Cardinal:
    phone = _phone(words, first)
    if phone is not None:
        return phone
    last = _grouped(words, first)
    if last is None or sum(map(len, words.folded[first:last])) > _LONGEST:
        return Cardinal(last or first + 1, None, shape="decimal")
    value = int("".join(words.folded[first:last]))
    if _gap(words, last) in (".", ",") and is_digits(words.folded[last]):
        return _decimal(words, last, value, roles)
    role, scale = _role(words, last, roles)
    if role in _SCALES | _HUNDREDS:
        return Cardinal(last + 1, value * scale, scale=scale, shape="digits")
    return Cardinal(last, value, shape="digits")


def _grouped(words: Words, first: int) -> int | None:
    """The word after "1,200", "1.200" or "1 200 000"; None for a mixture that is no number."""
    if len(words.folded[first]) > 3 or words.folded[first][0] == "0":
        return first + 1
    last, mark = first + 1, ""
    while last < len(words) and last - first < 6 and is_digits(words.folded[last]):
        gap = _gap(words, last)
        gap = " " if gap in _THIN else gap
        if gap not in (" ", ",", ".") or (mark and gap != mark) or len(words.folded[last]) != 3:
            break
        mark, last = gap, last + 1
    mixed = mark in (",", ".") and last < len(words) and _gap(words, last) == mark and is_digits(words.folded[last])
    return None if mixed else last


def _decimal(words: Words, at: int, whole: int, roles: Roles) -> Cardinal:
    """A number with a decimal part: whole again only by a scale ("1.2 million", "2,5 milliers")."""
    part = words.folded[at]
    role, scale = _role(words, at + 1, roles)
    if role not in _SCALES and role != "dozen":
        return Cardinal(at + 1, None, shape="decimal")
    if len(part) > _LONGEST or scale % 10 ** len(part):
        return Cardinal(at + 2, None, shape="decimal")
    value = whole * scale + int(part) * (scale // 10 ** len(part))
    return Cardinal(at + 2, value, scale=scale, shape="digits")


def _phone(words: Words, first: int) -> Cardinal | None:
    """Digit groups that are dialled, not counted: a plus sign, a leading zero, or groups that do not go by three."""
    last, length = first + 1, len(words.folded[first])
    while last < len(words) and last - first < 8 and is_digits(words.folded[last]) and len(_gap(words, last)) == 1:
        length += len(words.folded[last])
        last += 1
    if length < 7 or length > 20:
        return None
    groups = words.folded[first:last]
    if any(_gap(words, at) not in _THIN | set(".-") for at in range(first + 1, last)):
        return None
    plus = words.starts[first] > 0 and words.text[words.starts[first] - 1] == "+"
    by_threes = groups[0][0] != "0" and len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    dialled = length >= 8 and not by_threes and (len(groups) >= 4 or groups[0][0] == "0" or len(groups) == 1)
    return Cardinal(last, None, shape="phone") if plus or dialled else None
