"""Which language a text is in, by its frequent words; other scripts by their letters.

English and French are what the rules read; the others are known so that they can be refused by name. Counting some
fifty stop words a language is as good here as any model: 0.1 ms, right on all samples (research/feasibility.md).
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict

from sahelsum.reading.lexicon import Lexicon
from sahelsum.words import Words

_SCRIPTS = {
    "ARABIC": "ar", "CYRILLIC": "ru", "CJK": "zh", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "GREEK": "el",
    "HEBREW": "he", "ETHIOPIC": "am", "NKO": "nqo", "TIFINAGH": "tmh", "ADLAM": "ff", "DEVANAGARI": "hi",
    "ARMENIAN": "hy", "THAI": "th",
}  # fmt: skip
_SAMPLE = 3000
"""Words looked at: half from the beginning, half from the middle on."""


def language(words: Words, lexicon: Lexicon) -> str:
    """An ISO 639 code (`en`, `fr`, else the best guess such as `ar`, `es`, `ha`), or `und` when nothing tells."""
    folded = words.folded
    if len(folded) > _SAMPLE:
        middle = len(folded) // 2
        folded = folded[: _SAMPLE // 2] + folded[middle : middle + _SAMPLE // 2]
    script = _script(folded)
    if script is not None:
        return script
    scores: defaultdict[str, float] = defaultdict(float)
    for word, count in Counter(folded).items():
        languages = lexicon.stop.get(word)
        if languages:
            # A word shared by several languages says less about each of them.
            for code in languages:
                scores[code] += count / len(languages)
    if not scores:
        return "und"
    best, score = max(scores.items(), key=lambda item: item[1])
    letters = sum(1 for word in folded if not word.isdigit())
    return best if score >= 0.08 * letters else "und"


def _script(folded: list[str]) -> str | None:
    """The language that stands for the script of most words, or None for Latin letters."""
    other = [word[0] for word in folded if word[0] > "\u036f"]
    if len(other) * 2 <= len(folded) or not other:
        return None
    names = Counter(unicodedata.name(char, "").split(" ")[0].split("-")[0] for char in other)
    return _SCRIPTS.get(names.most_common(1)[0][0], "und")
