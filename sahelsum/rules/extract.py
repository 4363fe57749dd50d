"""The rules extractor: an Article in, a Draft out. Reads as the table of contents of this folder.

Dictionary event coding in the tradition of TABARI and PETRARCH: lexicons find what is named, segments and
clusters tell incidents apart, and each finder's hits go to the incident in whose words they stand. No model,
no network; the draft is grounded by the same code as a model's.
"""

from __future__ import annotations

from sahelsum.article import Article
from sahelsum.draft import Draft, DraftIncident
from sahelsum.errors import LanguageError
from sahelsum.reference import Reference
from sahelsum.rules.claims import find_claims
from sahelsum.rules.cluster import Cluster
from sahelsum.rules.clusters import gather
from sahelsum.rules.facts import Facts
from sahelsum.rules.findings import Findings
from sahelsum.rules.materiel import find_materiel
from sahelsum.rules.responsibility import find_responsibility
from sahelsum.rules.segments import segments
from sahelsum.rules.speech import find_speakers
from sahelsum.rules.things import find_targets, find_weapons
from sahelsum.rules.tolls import find_tolls
from sahelsum.rules.undisclosed import find_undisclosed
from sahelsum.rules.view import View

LANGUAGES = ("en", "fr")


def extract(article: Article, reference: Reference) -> Draft:
    """What the rules read in `article`.

    Raises:
        LanguageError: the article is in neither English nor French.
    """
    if article.language not in LANGUAGES:
        raise LanguageError(
            f"{article.source or 'the text'} is not in English or French (it looks like {article.language!r}), "
            "the two languages that the built-in rules read."
        )
    view = View.of(article, reference)
    findings = _find(view)
    clusters = gather(view, segments(view, findings.tolls))
    return Draft(incidents=[_incident(view, cluster, clusters, findings) for cluster in clusters], summary=None)


def _find(view: View) -> Findings:
    speakers = find_speakers(view)
    responsibility, unclaimed = find_responsibility(view, speakers)
    return Findings(
        speakers=speakers,
        tolls=find_tolls(view, speakers),
        undisclosed=find_undisclosed(view, speakers),
        claims=find_claims(view, speakers),
        responsibility=responsibility,
        unclaimed=unclaimed,
        targets=find_targets(view),
        weapons=find_weapons(view),
        materiel=find_materiel(view, speakers),
    )


def _incident(view: View, cluster: Cluster, clusters: list[Cluster], findings: Findings) -> DraftIncident:
    facts = Facts(view, cluster, clusters, findings)
    return DraftIncident(
        role="background" if cluster.is_background else "reported",
        sub_event_type=facts.kind,
        event_type=None,
        date=facts.date(),
        places=facts.places(),
        actors=facts.actors(),
        responsibility=facts.responsibility(),
        unclaimed_quote=facts.unclaimed_quote(),
        casualties=facts.casualties(),
        undisclosed=facts.undisclosed(),
        claims=facts.claims(),
        targets=facts.targets(),
        weapons=facts.weapons(),
        materiel=facts.materiel(),
        quote=facts.quote(),
    )
