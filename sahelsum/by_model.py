"""One article in, one record out, read by a model: kept, or asked for and grounded, the rules beside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from sahelsum.article import Article
from sahelsum.assemble import assembled, now, provenance
from sahelsum.draft import Draft
from sahelsum.errors import AnswerError
from sahelsum.faults import faults
from sahelsum.ground import Grounded, ground
from sahelsum.kept_records import Kept, KeptByContent
from sahelsum.llm.extract import Reader
from sahelsum.llm.question import Answer
from sahelsum.llm.reask import Taken, json_object
from sahelsum.plain_draft import PlainDraft
from sahelsum.plain_record import taken_as_said
from sahelsum.record import Notice, Provenance, Record
from sahelsum.reference import Reference
from sahelsum.retold import stands
from sahelsum.second_reader import SecondReader


def known_by_content(content: str, reader: Reader, *, data: Path | None = None) -> Record | None:
    """The kept record of an input that was read before under the name `content`; null where it has to be read."""
    known = KeptByContent(reader, content, Reference.load(data)).get()
    return None if known is None else _again(known, reader)


async def read_by_model(article: Article, reader: Reader, *, data: Path | None = None, content: str = "") -> Record:
    """The record of one article as `reader`, a model, reads it; grounded like any other draft, with the rules beside it
    as a second reader. A record that the same code made of the same answers is kept and not made again; `content`, if
    given, names the input, for `known_by_content`.

    Raises:
        ModelError: no answer came, or none that is a draft.
    """
    reference = Reference.load(data)
    if reader.prompt.schema == "plain":
        return await _taken_as_said(article, reader, reference)
    kept = Kept(reader, article, reference)
    known = kept.get()
    if known is not None:
        if content:
            KeptByContent(reader, content, reference).put(kept.key)
        return _again(known, reader)
    second = SecondReader(article, reference, kept.by_rules)
    checked: list[tuple[Draft, Grounded]] = []

    def grounded_of(draft: Draft) -> Grounded:
        """`draft` against the article; what a draft was found to be worth when it came is not worked out again."""
        known = next((found for each, found in checked if each is draft), None)
        if known is None:
            known = ground(draft, article, reference)
            checked.append((draft, known))
        return known

    taken = await reader.read(article, lambda draft: faults(grounded_of(draft), article, second))
    grounded = grounded_of(taken.draft)
    told = taken.draft.summary
    if told is not None and not stands(told, grounded.incidents, article, reference):
        told = None
    record = assembled(article, grounded, reference, _asked(reference, reader, taken.answers), told)
    troubles = _troubles(taken)
    record = _noted(record, [*second.notices(grounded), *troubles])
    if not troubles:
        kept.put(record)
        if content:
            KeptByContent(reader, content, reference).put(kept.key)
    return record


async def _taken_as_said(article: Article, reader: Reader, reference: Reference) -> Record:
    """The record of the plain baseline: asked once, nothing checked, nobody beside it."""
    answer = await reader.answer(article)
    try:
        draft = PlainDraft.model_validate_json(json_object(answer.raw))
    except ValidationError as error:
        raise AnswerError("the model's answer does not fit the plain schema.", raw=answer.raw) from error
    grounded = taken_as_said(draft, article, reference)
    return assembled(article, grounded, reference, _asked(reference, reader, [answer]))


def _troubles(taken: Taken) -> list[Notice]:
    """What the reader of a record should know about the asking."""
    notes = dict(note for answer in taken.answers for note in answer.notes)
    if taken.unasked:
        notes["not_sent_back"] = f"refused facts were not sent back to the model: {taken.unasked}"
    return [Notice(code=code, message=message) for code, message in notes.items()]


def _noted(record: Record, notices: Sequence[Notice]) -> Record:
    warnings = (*record.audit.warnings, *notices)
    return record.model_copy(update={"audit": record.audit.model_copy(update={"warnings": warnings})})


def _again(record: Record, reader: Reader) -> Record:
    """A kept record as of now: nothing was asked for it; it costs what its answers cost."""
    source = record.provenance
    is_priced = reader.asking.price is not None
    cost = reader.cost(source.input_tokens, source.output_tokens) if is_priced else source.cost_usd
    again = {"created_at": now(), "cached": True, "requests": 0, "cost_usd": cost}
    return record.model_copy(update={"provenance": source.model_copy(update=again)})


def _asked(reference: Reference, reader: Reader, answers: Sequence[Answer]) -> Provenance:
    """The model's provenance; what its answers took is summed over all turns."""
    inputs, outputs = ([getattr(one, name) for one in answers] for name in ("input_tokens", "output_tokens"))
    taken = [None if None in each else sum(each) for each in (inputs, outputs)]
    return provenance(reference).model_copy(update={
        "extractor": "llm", "model": reader.model, "prompt": f"{reader.prompt.name}@{reader.prompt.hash}",
        "cached": all(one.cached for one in answers), "requests": sum(one.requests for one in answers),
        "input_tokens": taken[0], "output_tokens": taken[1], "cost_usd": reader.cost(*taken),
    })  # fmt: skip
