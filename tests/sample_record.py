"""An invented article and its whole record, by hand: every kind of fact once, for tests of what shows or saves one."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sahelsum.evidence import Count, Evidence, Speaker
from sahelsum.incident import (
    Actor,
    Claim,
    EventDate,
    Incident,
    Materiel,
    Place,
    Responsibility,
    Target,
    Toll,
    Undisclosed,
    WeaponUse,
)  # fmt: skip
from sahelsum.record import (
    ArticleInfo,
    Audit,
    Contradiction,
    Credit,
    Notice,
    Provenance,
    Record,
    Rejected,
    UnusedNumber,
)  # fmt: skip

TEXT = """Army and militants trade claims after twin raids in central Mali

Falaise Courier, Thursday 13 March 2025

Fighters of the Group for the Support of Islam and Muslims (JNIM) attacked an army camp at Dinangouru and a customs \
post near Koro before dawn on Wednesday, the army said.

"More than 40 attackers were neutralised and two pickups were recovered," Colonel Issa Touré, the army's spokesman, \
said on state television. He gave no figure for the army's own losses.

JNIM said in a statement on Az-Zallaqa that it had taken control of the camp, killed 12 soldiers, two of them \
officers, and seized "an important quantity of ammunition".

A hospital source in Koro said nine soldiers and at least three civilians had died and about thirty people were \
wounded. An earlier count had put the number of dead soldiers at six. The governor denied that any civilian was hit.

Residents confirmed that they had heard machine guns and at least one drone until nine o'clock. AFP could not verify \
the claims. All the positions lie in western Mali, according to a security source, who counted 26 burnt motorcycles.

On Thursday a bus hit a mine between Koro and Ouro-Tené; four passengers were killed, the mayor of Koro said.

In March 2024, suspected jihadists had abducted 17 villagers near Bankass.
"""


def says(quote: str) -> tuple[Evidence, ...]:
    """The quote as evidence, where it first stands in the article."""
    start = TEXT.index(quote)
    return (Evidence(quote=quote, start=start, end=start + len(quote)),)


def exactly(number: int, text: str) -> Count:
    return Count(low=number, high=number, qualifier="exact", text=text)


RAID = says("attacked an army camp at Dinangouru and a customs post near Koro before dawn on Wednesday, the army said")
ARMY = Speaker(
    name="Colonel Issa Touré, the army's spokesman",
    actor_id="ml-fama",
    party_to_conflict=True,
    evidence=says("Colonel Issa Touré, the army's spokesman"),
)
JNIM = Speaker(name="JNIM", actor_id="jnim", party_to_conflict=True, evidence=says("JNIM said in a statement"))
HOSPITAL_SAYS = says("A hospital source in Koro said nine soldiers and at least three civilians had died")
HOSPITAL = Speaker(name="A hospital source", actor_id=None, party_to_conflict=False, evidence=HOSPITAL_SAYS)
CLAIM = says("it had taken control of the camp, killed 12 soldiers, two of them officers")
GUNS = says("heard machine guns and at least one drone until nine o'clock")


def place(name: str, canonical: str | None, evidence: tuple[Evidence, ...], **known: object) -> Place:
    resolved = canonical is not None
    values: dict[str, object] = {
        "country": "ML" if resolved else None, "admin1": "Mopti" if resolved else None, "admin2": None,
        "latitude": None, "longitude": None, "gazetteer_id": None, "match": "exact" if resolved else "unresolved",
        "geo_precision": 1 if resolved else None,
    }  # fmt: skip
    return Place.model_validate({"name": name, "canonical": canonical, "evidence": evidence} | values | known)


def toll(outcome: str, count: Count, evidence: tuple[Evidence, ...], **more: object) -> Toll:
    values: dict[str, object] = {
        "victims": "soldiers", "group": "state_forces", "actor": None, "place": None, "outcome": outcome,
        "count": count, "part_of": None, "superseded": False, "according_to": None, "denied_by": None,
        "evidence": evidence,
    }  # fmt: skip
    return Toll.model_validate(values | more)


def _tolls() -> tuple[Toll, ...]:
    more_than_40 = Count(low=40, high=None, qualifier="more_than", text="More than 40")
    three = Count(low=3, high=None, qualifier="at_least", text="at least three")
    thirty = Count(low=30, high=30, qualifier="about", text="about thirty")
    governor = says("The governor denied that any civilian was hit")
    deny = Speaker(name="The governor", actor_id=None, party_to_conflict=False, evidence=governor)
    neutralised, earlier = says("More than 40 attackers were neutralised"), says("number of dead soldiers at six")
    attackers = {"victims": "attackers", "group": "armed_group", "actor": 0, "according_to": ARMY}
    people = {"victims": "people", "group": "mixed", "according_to": HOSPITAL}
    civilians = {"victims": "civilians", "group": "civilians", "according_to": HOSPITAL, "denied_by": deny}
    return (
        toll("neutralised", more_than_40, neutralised, **attackers),
        toll("killed", exactly(12, "12"), CLAIM, according_to=JNIM, actor=1),
        toll("killed", exactly(2, "two"), CLAIM, victims="officers", according_to=JNIM, part_of=1),
        toll("killed", exactly(9, "nine"), HOSPITAL_SAYS, according_to=HOSPITAL, actor=1),
        toll("killed", three, HOSPITAL_SAYS, **civilians),
        toll("wounded", thirty, says("about thirty people were wounded"), **people),
        toll("killed", exactly(6, "six"), earlier, superseded=True),
    )


def _claims() -> tuple[Claim, ...]:
    confirmed = says("Residents confirmed that they had heard machine guns and at least one drone")
    residents = Speaker(name="Residents", actor_id=None, party_to_conflict=False, evidence=confirmed)
    unverified = says("AFP could not verify the claims")
    afp = Speaker(name="AFP", actor_id=None, party_to_conflict=False, evidence=unverified)
    control: dict[str, object] = {"topic": "control_of_place", "via": "Az-Zallaqa", "place": 0}
    rest: dict[str, object] = {"via": None, "place": None}
    return tuple(
        Claim.model_validate({"speaker": who, "statement": said[0].quote, "denied": False, "evidence": said} | more)
        for who, said, more in (
            (JNIM, CLAIM, control),
            (residents, confirmed, {"topic": "confirmation"} | rest),
            (afp, unverified, {"topic": "not_verified"} | rest),
        )
    )


def _actors() -> tuple[Actor, ...]:
    group = "Group for the Support of Islam and Muslims"
    return (
        Actor(
            name=group, actor_id="jnim", canonical="JNIM", actor_type="Rebel group", role="initiator",
            certainty="stated", evidence=says(f"Fighters of the {group} (JNIM) attacked an army camp"),
        ),
        Actor(
            name="the army", actor_id="ml-fama", canonical="Malian Armed Forces", actor_type="State forces",
            role="target", certainty="stated", evidence=RAID,
        ),
    )  # fmt: skip


def raid() -> Incident:
    """Reported: the twin raids, with tolls by parties and others."""
    seized = says('seized "an important quantity of ammunition"')
    pickups = says("two pickups were recovered")
    wednesday = date(2025, 3, 12)
    return Incident(
        id="i1", role="reported", event_type="Battles", sub_event_type="Armed clash", countries=("ML",), unclaimed=None,
        date=EventDate(
            start=wednesday, end=wednesday, partial=None, time_precision=1, basis="relative_to_publication",
            anchor="publication", text="Wednesday", time_of_day="before dawn", evidence=RAID,
        ),
        places=(
            place("Dinangouru", "Dinangourou", RAID, match="alias"),
            place("Koro", "Koro", RAID, geo_precision=2),
        ),
        actors=_actors(),
        responsibility=(
            Responsibility(status="claimed", actor=0, by=JNIM, channel="Az-Zallaqa", evidence=JNIM.evidence),
            Responsibility(status="attributed", actor=0, by=ARMY, channel=None, evidence=RAID),
        ),
        casualties=_tolls(),
        undisclosed=(
            Undisclosed(group="state_forces", by=ARMY, evidence=says("He gave no figure for the army's own losses")),
        ),
        claims=_claims(),
        targets=(
            Target(name="army camp", kind="military", place=0, count=None, evidence=RAID),
            Target(name="customs post", kind="government", place=1, count=None, evidence=RAID),
        ),
        weapons=(
            WeaponUse(name="machine guns", kind="small_arms", evidence=GUNS),
            WeaponUse(name="drone", kind="drone", evidence=GUNS),
        ),
        materiel=(
            Materiel(item="ammunition", action="seized", by=0, count=None, according_to=JNIM, evidence=seized),
            Materiel(
                item="pickups", action="recovered", by=1, count=exactly(2, "two"), according_to=ARMY, evidence=pickups,
            ),
        ),
        evidence=RAID,
    )  # fmt: skip


def bus() -> Incident:
    """Reported: a mine, with a place that no gazetteer knows and a date without a year."""
    hit = says("On Thursday a bus hit a mine between Koro and Ouro-Tené")
    dead = says("four passengers were killed, the mayor of Koro said")
    mayor = Speaker(name="the mayor of Koro", actor_id=None, party_to_conflict=False, evidence=dead)
    passengers = {"victims": "passengers", "group": "civilians", "according_to": mayor}
    return Incident(
        id="i2", role="reported", event_type="Explosions/Remote violence",
        sub_event_type="Remote explosive/landmine/IED", countries=("ML",), actors=(), responsibility=(),
        unclaimed=None, undisclosed=(), claims=(), materiel=(),
        date=EventDate(
            start=None, end=None, partial=None, time_precision=None, basis="unresolved", anchor=None,
            text="On Thursday", time_of_day=None, evidence=hit,
        ),
        places=(place("Koro", "Koro", hit, geo_precision=2), place("Ouro-Tené", None, hit)),
        casualties=(toll("killed", exactly(4, "four"), dead, **passengers),),
        targets=(Target(name="bus", kind="vehicle", place=None, count=None, evidence=hit),),
        weapons=(WeaponUse(name="mine", kind="landmine", evidence=hit),),
        evidence=hit,
    )  # fmt: skip


def abduction() -> Incident:
    """Background: a month, and an actor that is only suspected."""
    told = says("In March 2024, suspected jihadists had abducted 17 villagers near Bankass")
    villagers = {"victims": "villagers", "group": "civilians"}
    return Incident(
        id="i3", role="background", event_type="Violence against civilians",
        sub_event_type="Abduction/forced disappearance", countries=("ML",), responsibility=(), unclaimed=None,
        date=EventDate(
            start=date(2024, 3, 1), end=date(2024, 3, 31), partial="2024-03", time_precision=3, basis="explicit",
            anchor=None, text="In March 2024", time_of_day=None, evidence=told,
        ),
        places=(place("Bankass", "Bankass", told, geo_precision=2),),
        actors=(
            Actor(
                name="jihadists", actor_id=None, canonical=None, actor_type="Rebel group", role="initiator",
                certainty="suspected", evidence=told,
            ),
        ),
        casualties=(toll("abducted", exactly(17, "17"), told, **villagers),),
        undisclosed=(), claims=(), targets=(), weapons=(), materiel=(), evidence=told,
    )  # fmt: skip


def _audit() -> Audit:
    western = says("All the positions lie in western Mali")
    start = TEXT.index("26 burnt")
    outside = Contradiction(kind="place_outside_stated_region", what="Koro is not in western Mali", evidence=western)
    return Audit(
        rejected=(
            Rejected(fact="incidents[0].casualties[7]", value="14", reason="number_not_in_quote", quote="killed 12"),
        ),
        unused_numbers=(UnusedNumber(text="26", start=start, end=start + 2),),
        contradictions=(outside,),
        warnings=(Notice(code="summary_composed", message="The summary was composed from the facts."),),
    )


def sample_record() -> Record:
    """The whole record."""
    dateline = says("Thursday 13 March 2025")
    article = ArticleInfo(
        id="0123456789abcdef", source="desk/attack.txt", language="en", publisher="Falaise Courier",
        title="Army and militants trade claims after twin raids in central Mali", published=date(2025, 3, 13),
        published_basis="stated", published_evidence=dateline, fingerprint="f" * 16, text=TEXT,
        credits=(Credit(name="AFP", evidence=says("AFP")),),
    )  # fmt: skip
    provenance = Provenance(
        extractor="rules", model=None, prompt=None, data="0" * 16, sahelsum="0.1.0", cached=False, requests=0,
        created_at=datetime(2025, 3, 14, tzinfo=UTC), input_tokens=None, output_tokens=None, cost_usd=None,
    )  # fmt: skip
    summary = (
        "JNIM fighters attacked an army camp at Dinangourou and a customs post near Koro, Mali, on 12 March 2025. "
        "The army says more than 40 attackers were neutralised; JNIM claims 12 soldiers killed; a hospital source "
        "counts nine soldiers and at least three civilians dead."
    )
    return Record(
        article=article, summary=summary, summary_basis="composed", incidents=(raid(), bus(), abduction()),
        audit=_audit(), provenance=provenance,
    )  # fmt: skip
