"""Small closed classes of words that the search for speakers steps over or stops at, by language.

They are grammar, not vocabulary: what a desk may want to add (verbs, nouns that speak) is in the lexicon files.
"""

from __future__ import annotations

from dataclasses import dataclass


def word_set(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Grammar:
    """Folded words of one language, by what they do around a speaker and a reporting verb."""

    articles: frozenset[str]
    """May open a name and are not part of it."""
    nouning: frozenset[str]
    """Before a reporting verb they show that it is a noun."""
    auxiliaries: frozenset[str]
    passives: frozenset[str]
    adverbs: frozenset[str]
    negations: frozenset[str]
    unreal: frozenset[str]
    """Before a reporting verb they show that nobody said it: `to say`, `could confirm`."""
    links: frozenset[str]
    """Join a name to its complement whatever that is: `spokesman for the …`."""
    places: frozenset[str]
    """Join a name to a place or a body: `a resident in Kayes`."""
    prepositions: frozenset[str]
    """A name after one of them is not the subject."""
    relatives: frozenset[str]
    attributes: frozenset[str]
    """Open words about the subject before its verb: `reached by phone`."""
    joins: frozenset[str]
    tails: frozenset[str]
    """May stand between a reporting verb and the end or the speaker: `told reporters by telephone on`."""
    persons: frozenset[str]
    things: frozenset[str]
    stops: frozenset[str]
    """Never inside a name."""
    agents: frozenset[str]
    circumstances: frozenset[str]
    """Right after a reporting verb they open where, when and how it was said."""


_EN_PREPOSITIONS = (
    "in at near by against on with from to of for about among including between after before since during under "
    "over into than like as despite without towards toward targeting hit attacked killed killing"
)
EN = Grammar(
    articles=word_set("the a an this these those its his her their our that"),
    nouning=word_set("the a an this its his her their our such no any of these those several many new own s latest"),
    auxiliaries=word_set("has have had"),
    passives=word_set("was were is are be been being"),
    adverbs=word_set(
        "also later then earlier however meanwhile only still already further furthermore reportedly separately "
        "immediately quickly again both all repeatedly always themselves himself itself swiftly officially publicly "
        "initially subsequently instead briefly for its part just now since simply independently first therefore there "
        "here today yesterday tonight finally eventually elsewhere apparently alone "
        "nevertheless though too"
    ),
    negations=word_set("not never neither nor cannot didn doesn don hasn haven"),
    unreal=word_set("to could would can cannot will may might must should if not didn doesn never hasn haven don"),
    links=word_set("of for from"),
    places=word_set("in at near"),
    prepositions=word_set(_EN_PREPOSITIONS),
    relatives=word_set("who which whose that"),
    attributes=word_set(
        "who which whose reached contacted speaking quoted interviewed based close familiar linked affiliated allied "
        "loyal present citing in of at from for on to with via through by near during after under late asking "
        "requesting joined living named known"
    ),
    joins=word_set("and but or while"),
    tails=word_set(
        "to us me them reporters journalists newsmen in on via by through a an the its his her their from at late "
        "early statement telephone phone condition of anonymity television tv radio facebook x twitter telegram "
        "whatsapp social media interview with and this our correspondent under that press conference news agency "
        "briefing afternoon morning evening same post message video local national state during reporter newspaper "
        "issued read released published broadcast sent televised emailed separate new written brief short joint afp "
        "reuters rfi bbc ap voa"
    ),
    persons=word_set("he she"),
    things=word_set("it they"),
    stops=word_set(
        "who which that whose when where while and or but has have had was were is are be been will would could can "
        "may might must should did does do said says told after before since until because if not then than as by on "
        "to during about against over under into with without via there we he she it they i you he's whom though "
        "although how why what so only also later just still already put puts"
    ),
    agents=word_set("by"),
    circumstances=word_set("in on at by via through during after before from as while following late early under"),
)
FR = Grammar(
    articles=word_set("le la les l un une des ce cet cette ces son sa ses leur leurs notre nos d du de aux au"),
    nouning=word_set(
        "le la les l un une des ce cet cette ces son sa ses leur leurs notre nos d de du aux au en sans aucun aucune "
        "toute par nouvelle nouveau pour"
    ),
    auxiliaries=word_set("a ont avait avaient aura aurait auraient ayant s est se"),
    passives=word_set("ete est sont etait etaient fut furent etre soit"),
    adverbs=word_set(
        "aussi egalement cependant toutefois ensuite puis notamment pourtant quant pour sa part deja encore aussitot "
        "rapidement officiellement toujours seulement d ailleurs de son cote leur lui y en nous me se s l le la les "
        "bien vite formellement categoriquement fermement tous vous plus tard indirectement ainsi par suite vivement "
        "prudemment seul seule seuls sobrement laconiquement simplement desormais finalement depuis lors eux elle "
        "quelques minutes heures jours abord initialement prealablement immediatement"
    ),
    negations=word_set("ne n pas ni jamais"),
    unreal=word_set("pas ne n jamais peut pourrait doit sans pour ni"),
    links=word_set("de du des d pour"),
    places=word_set("a au aux en dans pres"),
    prepositions=word_set(
        "dans a au aux en sur par contre avec chez vers pour pres de du des d entre sous apres avant depuis pendant "
        "parmi sans dont envers attaque tue vise visant tuant"
    ),
    relatives=word_set("qui dont lequel laquelle lesquels"),
    attributes=word_set(
        "qui dont joint jointe joints contacte contactee interroge interrogee base basee proche cite citee cites "
        "citees interroges interrogees contactes contactees basees bases rencontres rencontrees proches sous ayant "
        "present presente dans a au en de du des d sur par via ce requerant parlant installe installee rencontre "
        "rencontree citant sollicite couvert anonyme affilie affiliee lie liee habitant"
    ),
    joins=word_set("et mais ou puis"),
    tails=word_set(
        "a au aux l la le les afp rfi reuters bbc presse journalistes medias agence notre redaction micro de du d "
        "dans par sur via lors en un une son sa communique declaration telephone telephoniquement sous couvert "
        "anonymat condition television nationale radio publique facebook x twitter telegram whatsapp reseaux sociaux "
        "antennes antenne correspondant nos nous ce cette ces meme jour matin soir apres midi aupres entretien voix "
        "message video publie publiee diffuse diffusee transmis transmise lu lue recu journal parvenu parvenue "
        "microphone confreres ligne des dessus"
    ),
    persons=word_set("il elle"),
    things=word_set("ils elles"),
    stops=word_set(
        "qui que qu dont ou et mais quand lorsque lorsqu alors tandis a ont avait avaient est sont etait etaient ete "
        "aurait auraient sera se s ne n pas dit declare affirme indique selon apres avant depuis pendant car si comme "
        "ainsi aussi par pour sous contre avec sans chez entre vers plus il elle ils elles on nous vous je y lui leur "
        "puis donc tout tous rien deja encore cela ceci"
    ),
    agents=word_set("par"),
    circumstances=word_set("dans lors par via sur sous pendant apres depuis au aux a en"),
)


def grammar(language: str) -> Grammar:
    """The words of `language`; English where the language is unknown."""
    return FR if language == "fr" else EN
