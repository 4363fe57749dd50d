"""A 64-bit simhash of the readable text's word triples: copies of one dispatch lie near each other.

Charikar's simhash (2002) as used for near-duplicate pages by Manku et al. (2007), over distinct triples of folded
words. A cheap first look only: whoever finds two near articles compares their texts before calling one a copy.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

BITS = 64
NEAR_COPY = 12
"""At most this many differing bits: near-copy. Unrelated texts differ in about 32 bits (standard deviation 4)."""


def fingerprint(words: Sequence[str]) -> str:
    """16 hex digits for folded `words`; of fewer than three words, for the words there are."""
    size = min(3, len(words))
    grams = set(map(" ".join, zip(*(words[i:] for i in range(size)), strict=False))) if size else set()
    if not grams:
        return "0" * 16
    blake = hashlib.blake2b
    hashes = b"".join([blake(gram.encode("utf-8", "replace"), digest_size=8).digest() for gram in grams])
    # All hashes side by side in one integer: a mask and a bit count replace 64 additions a triple.
    together = int.from_bytes(hashes, "little")
    ones = ((1 << BITS * len(grams)) - 1) // ((1 << BITS) - 1)
    value = 0
    for bit in range(BITS):
        if (together & (ones << bit)).bit_count() * 2 > len(grams):
            value |= 1 << bit
    return f"{value:016x}"


def distance(one: str, other: str) -> int:
    """How many of the 64 bits differ; up to `NEAR_COPY` the texts are near-copies."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
