"""Repeats: the body, or a paragraph, stands in the text twice; its facts must be told once, as before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sahelsum.metamorphic.change import MOST, Change, Seen, edited, parts, shuffled
from sahelsum.reading.blocks import Block, page
from sahelsum.reading.boilerplate import is_prose


def repeat(seen: Seen) -> Iterator[Change]:
    """The whole body after itself; then single paragraphs after themselves, those with a toll first."""
    text = seen.article.text
    look = page(text)
    prose = [block for block in look.blocks if is_prose(look, block)]
    if not prose:
        return
    if len(prose) > 1:
        start, end = prose[0].start, prose[-1].end
        yield _change(seen, "the body twice", [(start, end)])
    for block in _chosen(seen, prose)[: MOST - 1]:
        opening = " ".join(look.of(block).split()[:5])
        yield _change(seen, f"“{opening} …” twice", [(block.start, block.end)])


def _change(seen: Seen, what: str, spans: Sequence[tuple[int, int]]) -> Change:
    text = seen.article.text
    return Change(what, edited(text, [(end, end, f"\n\n{text[start:end]}") for start, end in spans]), seen.record)


def _chosen(seen: Seen, prose: Sequence[Block]) -> list[Block]:
    """The paragraphs in the order in which they are tried: seeded, those that hold evidence of a toll first."""
    dumped = [toll.model_dump() for incident in seen.record.incidents for toll in incident.casualties]
    starts = [part["start"] for part in parts(dumped) if "quote" in part]
    order = shuffled(prose, f"repeat {seen.article.id}")
    return sorted(order, key=lambda block: not any(block.start <= start < block.end for start in starts))
