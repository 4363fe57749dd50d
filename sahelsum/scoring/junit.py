"""A run as JUnit's XML, which every CI shows: one case an article, one for the gate.

An article fails by its never events alone: what a mean may outweigh is no failure, what no mean may hide is.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree import ElementTree

from sahelsum.scoring.gate import Gate
from sahelsum.scoring.never import KINDS
from sahelsum.scoring.run import Run, RunArticle

_ALLOWED = {"\t", "\n", "\r"}


def junit(run: Run, gate: Gate | None = None) -> str:
    """The XML, the same for the same run; `gate` adds a case of its own."""
    suites = ElementTree.Element("testsuites", name="sahelsum eval")
    suite = ElementTree.SubElement(suites, "testsuite", name="articles")
    for article in run.articles:
        _article(suite, article)
    _totals(suite)
    if gate is not None:
        own = ElementTree.SubElement(suites, "testsuite", name="gate")
        _case(own, "gate", "the run against its baseline", gate.failures)
        _totals(own)
    ElementTree.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(suites, encoding="unicode") + "\n"


def _article(suite: ElementTree.Element, article: RunArticle) -> None:
    failures = [f"{KINDS.get(event.kind, event.kind)}: {event.what}" for event in article.never]
    if not article.record:
        failures.append("no record")
    case = _case(suite, article.split, article.id, failures)
    f1 = article.whole.f1
    properties = ElementTree.SubElement(case, "properties")
    for name, value in (("f1", "" if f1 is None else f"{f1:.4f}"), ("cost", str(article.whole.cost))):
        ElementTree.SubElement(properties, "property", name=name, value=value)


def _case(suite: ElementTree.Element, group: str, name: str, failures: Sequence[str]) -> ElementTree.Element:
    case = ElementTree.SubElement(suite, "testcase", classname=f"eval.{group}", name=name, time="0")
    if failures:
        told = [_plain(failure) for failure in failures]
        ElementTree.SubElement(case, "failure", message=told[0]).text = "\n".join(told)
    return case


def _totals(suite: ElementTree.Element) -> None:
    cases = suite.findall("testcase")
    suite.set("tests", str(len(cases)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in cases)))
    suite.set("errors", "0")


def _plain(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(char if char >= " " or char in _ALLOWED else " " for char in text)
