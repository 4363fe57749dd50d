"""HTML reduced to its text, with what the page's own metadata says.

trafilatura finds the story (imported only here, only when the input is HTML). Title, publisher and date come from the
page's metadata and nowhere else: extractors that search the text or the URL for a date would invent one. What a
reader of the page cannot see is dropped first, since it can only be meant for a machine.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sahelsum.errors import InputError
from sahelsum.reading.dates import iso_day

_OPENS = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_CLOSES = re.compile(r"</(?:p|div|article|section|main|h[1-6]|ul|li|span|table|body|html)\s*>", re.IGNORECASE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)\b")
_UNSEEN = re.compile(
    r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?:px|pt|em|%)?\s{0,3}(?:;|$)",
    re.IGNORECASE,
)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "pubdate", "publishdate", "publish-date", "publication_date",
    "parsely-pub-date", "sailthru.date", "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_TITLE_SPLIT = re.compile(r"\s+[|–—•·]\s+|\s+-\s+")
_LEAST_WORDS = 8
_Element = Any
"""An lxml element: lxml has no types of its own, and is imported late."""


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """The text of a page (headline, empty line, story) and its metadata; each None where the page is silent."""

    text: str
    title: str | None
    publisher: str | None
    published: date | None


def is_html(text: str) -> bool:
    """Whether the text is a page or a piece of one, by its tags; a mention of tags in prose is not enough."""
    head = text[:2000].lstrip()
    if not head.startswith("<"):
        return False
    return _OPENS.search(head) is not None or _FEED.search(head) is not None or len(_CLOSES.findall(text[:20_000])) >= 2


def reduce_html(text: str, name: str) -> HtmlPage:
    """The story of the page `text`.

    Raises:
        InputError: no article in it, or the extractor is not installed.
    """
    if _FEED.search(text, 0, 2000):
        raise InputError(f"{name} is a feed of many articles; save the page of one article and read that.")
    try:
        import lxml.html  # type: ignore[import-untyped]
        import trafilatura
    except ImportError as error:
        raise InputError(f"{name} is HTML, which needs an extra: pip install 'sahelsum[html]'.") from error
    # lxml refuses a text that declares an encoding, which has served its purpose once the text is decoded.
    data = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text).encode("utf-8", "replace")
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml.html.document_fromstring(data, parser=parser)
    _drop_unseen(tree)
    title, publisher, published = _title(tree), _publisher(tree), _published(tree)
    body = ""
    for recall in (False, True):
        found = trafilatura.extract(copy.deepcopy(tree), include_comments=False, favor_recall=recall, deduplicate=False)
        body = found or ""
        if len(body.split()) >= _LEAST_WORDS:
            break
    if len(body.split()) < _LEAST_WORDS:
        raise InputError(f"{name} is a web page with no article in it; save the article's own page, or paste its text.")
    if title is not None and not _squeezed(body[: len(title) + 40]).startswith(_squeezed(title)):
        body = f"{title}\n\n{body}"
    return HtmlPage(body, title if body.startswith(title or "\0") else None, publisher, published)


def _drop_unseen(tree: _Element) -> None:
    unseen = [
        element
        for element in tree.iter()
        if element.get("hidden") is not None or element.tag == "template" or _UNSEEN.search(element.get("style") or "")
    ]
    for element in unseen:
        if element.getparent() is not None and element.tag not in ("html", "body"):
            element.drop_tree()


def _metas(tree: _Element) -> dict[str, str]:
    """Names or properties of meta elements, lower case, to their first content."""
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if key and content:
            metas.setdefault(key, content)
    return metas


def _linked_data(tree: _Element) -> Iterator[dict[str, Any]]:
    """The objects of the page's JSON-LD that describe an article."""
    for element in tree.iter("script"):
        if (element.get("type") or "").lower() != "application/ld+json":
            continue
        try:
            data = json.loads(element.text_content(), strict=False)
        except (ValueError, RecursionError):
            continue
        graph = data.get("@graph", [data]) if isinstance(data, dict) else data
        for item in graph if isinstance(graph, list) else ():
            if isinstance(item, dict) and re.search(r"Article|Posting|Report", str(item.get("@type"))):
                yield item


def _title(tree: _Element) -> str | None:
    """The page's headline: its only h1, else og:title, else title without the site's name."""
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    headings = [heading for heading in headings if len(heading.split()) >= 3]
    metas = _metas(tree)
    linked = (item["headline"] for item in _linked_data(tree) if isinstance(item.get("headline"), str))
    declared = metas.get("og:title") or next(linked, None)
    if len(headings) == 1:
        return headings[0]
    element = tree.find(".//title")
    title = declared or (" ".join((element.text_content()).split()) if element is not None else "")
    site = metas.get("og:site_name", "")
    parts = _TITLE_SPLIT.split(title)
    if len(parts) > 1 and (parts[-1] == site or (not declared and len(parts[-1].split()) <= 4)):
        title = title[: title.rindex(parts[-1])].rstrip(" -|–—•·")
    return title or None


def _publisher(tree: _Element) -> str | None:
    metas = _metas(tree)
    name = metas.get("og:site_name") or metas.get("application-name")
    if name:
        return name
    for item in _linked_data(tree):
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return " ".join(publisher["name"].split()) or None
    return None


def _published(tree: _Element) -> date | None:
    metas = _metas(tree)
    said = [metas[key] for key in _PUBLISHED if key in metas]
    said += [str(item["datePublished"]) for item in _linked_data(tree) if item.get("datePublished")]
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or "datepublished" in (element.get("itemprop") or "").lower():
            said.append(element.get("datetime") or "")
    return next((day for day in map(iso_day, said) if day is not None), None)


def _squeezed(text: str) -> str:
    return " ".join(text.split())
