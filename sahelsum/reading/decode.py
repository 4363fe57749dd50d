"""Bytes to text: what the bytes are, and in which encoding, or one sentence that says why they are not text.

The order is the order of certainty: a byte-order mark, strict UTF-8, what the page declares, and only then a guess
among the encodings that English, French and Arabic newsrooms use. The guess is our own: it asks which candidate turns
the odd bytes into letters French uses, which holds on 80 bytes where general detectors take cp1252 for cp1250.
"""

from __future__ import annotations

import codecs
import re

from sahelsum.errors import InputError

MAX_CHARS = 2_000_000
"""Unicode code points. The longest investigative features are under 100 000."""
MAX_BYTES = 16_000_000

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_MAGIC = (
    (b"%PDF", "a PDF document"), (b"PK\x03\x04", "a ZIP or Office document (docx, xlsx, epub)"),
    (b"\x89PNG", "a PNG image"), (b"\xff\xd8\xff", "a JPEG image"), (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"), (b"\xd0\xcf\x11\xe0", "an old Office document (doc, xls)"),
    (b"{\\rtf", "an RTF document"), (b"7z\xbc\xaf", "a 7-Zip archive"), (b"Rar!", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"), (b"BZh", "a bzip2 archive"), (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "an SQLite database"), (b"PAR1", "a Parquet table"), (b"%!PS", "a PostScript document"),
)  # fmt: skip
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_.:-]{3,30})""", re.IGNORECASE)
_CANDIDATES = ("cp1252", "iso-8859-15", "mac_roman", "cp850", "cp1256", "iso-8859-6")
_LETTERS = frozenset("éèêëàâçîïôûùüœÉÈÊÀÂÇÎÔŒ’‘“”«»–—…€°·ñíáóúãõ\u00a0")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")


def decode(data: bytes, name: str) -> str:
    """`data` as text, its byte-order mark dropped; `name` is what messages call it.

    Raises:
        InputError: it is too large, not text, or in an encoding that cannot be told.
    """
    if len(data) > MAX_BYTES:
        raise too_long(name)
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name} is {kind}, not text; save its text as .txt or .html and read that.")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding, name).removeprefix("\ufeff")
    if b"\0" in data:
        return _wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(data) or _damaged_utf8(data) or _guess(data, name)


def too_long(name: str) -> InputError:
    """The error for more text than an article can hold."""
    return InputError(
        f"{name} holds more than {MAX_CHARS // 1_000_000} million characters, the most that is read as one article; "
        "split it into one file an article."
    )


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} begins as {encoding.upper()} but byte {error.start} does not fit it; save it again as UTF-8."
        ) from error


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a byte-order mark (every other byte of Latin text is zero); any other zero byte is binary."""
    sample = data[: len(data) & ~1][:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > 0.4 * half and others < 0.05 * half and len(data) % 2 == 0:
            return _strictly(data, encoding, name)
    raise InputError(f"{name} is binary data, not text; give the article as plain text, Markdown or HTML.")


def _declared(data: bytes) -> str | None:
    match = _DECLARED.search(data, 0, 2048)
    if match is None:
        return None
    try:
        label = codecs.lookup(match.group(1).decode("ascii")).name
        # Browsers read "latin-1" as cp1252, and so do the pages that say it.
        text = data.decode("cp1252" if label == "iso8859-1" else label)
    except (LookupError, UnicodeDecodeError, AssertionError):
        return None
    return text if isinstance(text, str) and not _CONTROL.search(text) else None


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few stray or cut bytes: far more sequences that fit than bytes that do not."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for char in text if char > "\x7f") - bad
    return text if good >= 3 * bad else None


def _guess(data: bytes, name: str) -> str:
    odd = bytes(byte for byte in data if byte > 0x7F)
    best, best_score = "", -1.0
    for encoding in _CANDIDATES:
        try:
            chars = odd.decode(encoding)
        except UnicodeDecodeError:
            continue
        arabic = encoding in ("cp1256", "iso-8859-6")
        hits = sum("\u0621" <= c <= "\u064a" if arabic else c in _LETTERS for c in chars)
        # In no Latin text are accented letters the greater part.
        unlikely = not arabic and len(odd) > 0.4 * len(data)
        score = 0.0 if unlikely or _CONTROL.search(chars) else hits / len(chars)
        if score > best_score + 1e-9:
            best, best_score = encoding, score
    if best_score >= 0.5 and not _CONTROL.search(text := data.decode(best)):
        return text
    raise InputError(f"{name} is in an encoding that cannot be told (neither UTF-8 nor Latin); save it as UTF-8.")
