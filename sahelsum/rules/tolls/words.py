"""Closed lists of small words, folded, that tell how a number, its noun and its verb hang together.

They are grammar and not vocabulary: a desk has no reason to change them, so they are not in the lexicons.
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(words.split())


def stems(words: str) -> tuple[str, ...]:
    """Beginnings of words, for `str.startswith`."""
    return tuple(words.split())


BE = listed(
    "was were been being be is are get gets got remain remains remained feared presumed believed reported confirmed "
    "left ete sont furent fut est etaient etait seraient serait soient soit etre etant restent reste restes portes "
    "carried"
)
HAVE_EN = listed("have has had having")
HAVE_FR = listed("a ont ayant avoir avait avaient aurait auraient auront aura ait aient avons ai avez eu")
AUXILIARY = BE | HAVE_EN | HAVE_FR
MODALS = listed(
    "could might would will can should must shall pu peut peuvent pourra pourrait pourraient devrait devraient devait"
)
NOT = listed("not never nor yet pas jamais point ni")
ADVERBS = listed(
    "also reportedly all later subsequently allegedly since both still now already then itself themselves instantly "
    "each mostly being critically seriously badly severely slightly summarily brutally not never only finally "
    "initially deja egalement aussi ainsi tous toutes grievement legerement mortellement gravement y en depuis "
    "sommairement ensuite immediatement toujours encore tout seulement pas jamais lachement froidement soit par la "
    "suite notamment"
)
LINKS = listed(
    "of de d des du the les la le l nos notre our its their his her my your ses leurs leur son sa mes these those "
    "ces cet cette other others more another additional further autres autre them us eux elles entre odd such same "
    "memes"
)
DETERMINERS = listed(
    "the a an at some more another its his her their our all both la le l les un une des de d au aux ses son sa "
    "leurs leur deux"
)
DEFINITE_EN = listed("the their his her its our my s")
DEFINITE_FR = listed("le la l leur son sa ce cet cette du au notre mon ma")
BLOCKS = listed(
    "was were have has had is are be been being will would could may might did do does said says told in on at from "
    "by with to for when while after before during who which that and or but as into near under over against "
    "between through since until because if so than then where whose it they he she we i you lost lose losing "
    "claimed took sustained suffered received suffer sustain a ont est sont avait avaient etait etaient sera seront "
    "aurait auraient serait seraient ete dans sur au aux par avec pour qui que quand lors apres avant et ou mais en "
    "se s sous sans vers chez contre pendant comme ne n y ayant etant il elle ils elles nous vous je puis dont "
    "selon afin"
)
CLAUSE = listed(
    "when while where whereas after before as if because although whilst until quand lorsque tandis alors apres "
    "avant si parce car ou"
)
AND = listed("and et plus ainsi well")
AGENTS = listed("by par with avec against contre upon towards vers on sur at")
OF = listed("of de d des du")
INTRANSITIVE = stems(
    "died die dies dying perish succumb fled flee flees fleeing surrender missing dead lifeless disappeared "
    "unaccounted lost lose losing laid lay laying turned turning gave giving handed homeless went gone drowned "
    "capitulat regained hostage captive fatally mortally meur mour perd peri trouv laiss trepass deced fui fuy "
    "disparu succomb capitul depos rend recouvr retrouv tomb quitt abandonn refugi manqu sans introuvable noy aux "
    "au hors vives vif met paid fell bled sought throat uprooted passed succumbed sustained walked whereabouts yet "
    "left abandon gorge pay consenti survec pass cherch meurt rest"
)
"""Beginnings of outcome words whose people stand before them even without an auxiliary."""
EVENT_NOUNS = listed(
    "abduction abductions kidnapping kidnappings massacre massacres assassination assassinations killings "
    "beheadings release releases surrender surrenders capture captures disappearance disappearances displacement "
    "execution executions detention murders slaughter enlèvement enlèvements rapt rapts tuerie tueries assassinat "
    "assassinats égorgement égorgements exécution exécutions libération libérations disparition disparitions "
    "détention reddition redditions neutralisation élimination lynchage lynchages décapitation décapitations "
    "inhumation prise séquestration séquestrations exode"
)
"""As written, with accents: nouns that count events and not people after a number (`three abductions`)."""
NOMINAL = stems(
    "death deaths killing murder abduction kidnapping release capture arrest execution assassination slaughter "
    "massacre neutralisation neutralization displacement body bodies corpse lives life beheading surrender "
    "disappearance detention lynching loss rescue mort deces enlevement liberation assassinat arrestation "
    "interpellation egorgement reddition disparition corps cadavre depouille vie vies rapt elimination inhumation "
    "perte trepas prise decapitation tuerie lynchage"
)
"""Beginnings of outcome nouns that take their people with `of`."""
SUFFER = listed(
    "sustained suffered sustaining suffering recorded enregistre enregistrent subi subit deplore deplorent perdu"
)
MOSTLY = listed(
    "mostly mainly all most majority largely overwhelmingly tous toutes essentiellement majoritairement "
    "principalement plupart majorite surtout"
)
