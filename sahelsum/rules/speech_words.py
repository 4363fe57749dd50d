"""Small closed classes of words that the search for speakers steps over or stops at, by language.

They are grammar, not vocabulary: what a desk may want to add (verbs, nouns that speak) is in the lexicon files.
"""

from __future__ import annotations

from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
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


_EN_PREPOSITIONS = (
    "in at near by against on with from to of for about among including between after before since during under over into than like as despite "
    "without towards toward targeting hit attacked killed killing"
)
EN = Grammar(
    articles=_set("the a an this these those its his her their our that"),
    nouning=_set("the a an this its his her their our such no any of these those several many new own s latest"),
    auxiliaries=_set("has have had"),
    passives=_set("was were is are be been being"),
    adverbs=_set(
        "also later then earlier however meanwhile only still already further furthermore reportedly separately immediately quickly again "
        "both all repeatedly always themselves himself itself swiftly officially publicly initially subsequently instead briefly for its part "
        "just now since simply independently first therefore nevertheless though too"
    ),
    negations=_set("not never neither nor cannot didn doesn don hasn haven"),
    unreal=_set("to could would can cannot will may might must should if not didn doesn never hasn haven don"),
    links=_set("of for from"),
    places=_set("in at near"),
    prepositions=_set(_EN_PREPOSITIONS),
    relatives=_set("who which whose that"),
    attributes=_set(
        "who which whose reached contacted speaking quoted interviewed based close familiar linked affiliated allied loyal present citing in of at from for on to with via through "
        "by near during after under late asking requesting speaking joined living named known"
    ),
    joins=_set("and but or while"),
    tails=_set(
        "to us me them reporters journalists newsmen in on via by through a an the its his her their from at late early statement telephone phone "
        "condition of anonymity television tv radio facebook x twitter telegram whatsapp social media interview with and this our correspondent "
        "under that press conference news agency briefing afternoon morning evening same post message video local national state during reporter "
        "newspaper issued read released published broadcast sent televised emailed separate new written brief short joint afp reuters rfi bbc ap voa local"
    ),
    persons=_set("he she"),
    things=_set("it they"),
    stops=_set(
        "who which that whose when where while and or but has have had was were is are be been will would could can may might must should did does do "
        "said says told after before since until because if not then than as by on to during about against during over under into with without via "
        "there we he she it they i you he's whom though although where how why what so only also later just still already put puts"
    ),
    agents=_set("by"),
)
FR = Grammar(
    articles=_set("le la les l un une des ce cet cette ces son sa ses leur leurs notre nos d du de aux au"),
    nouning=_set("le la les l un une des ce cet cette ces son sa ses leur leurs notre nos d de du aux au en sans aucun aucune toute par nouvelle nouveau pour"),
    auxiliaries=_set("a ont avait avaient aura aurait auraient ayant s est se"),
    passives=_set("ete est sont etait etaient fut furent etre soit"),
    adverbs=_set(
        "aussi egalement cependant toutefois ensuite puis notamment pourtant quant pour sa part deja encore aussitot rapidement officiellement "
        "toujours seulement d ailleurs de son cote leur lui y en nous me se s l le la les bien vite formellement categoriquement fermement tous "
        "vous plus tard indirectement ainsi par par la suite vivement aussi prudemment"
    ),
    negations=_set("ne n pas ni jamais"),
    unreal=_set("pas ne n jamais peut pourrait doit sans pour ni"),
    links=_set("de du des d pour"),
    places=_set("a au aux en dans pres"),
    prepositions=_set(
        "dans a au aux en sur par contre avec chez vers pour pres de du des d entre sous apres avant depuis pendant parmi sans dont envers "
        "attaque tue vise visant tuant"
    ),
    relatives=_set("qui dont lequel laquelle lesquels"),
    attributes=_set(
        "qui dont joint jointe joints contacte contactee interroge interrogee base basee proche cite citee cites citees interroges interrogees contactes contactees basees bases rencontres rencontrees proches sous ayant present presente dans a au en de du "
        "des d sur par via ce requerant parlant installe installee rencontre rencontree citant sollicite sous couvert anonyme affilie affiliee lie liee proche habitant"
    ),
    joins=_set("et mais ou puis"),
    tails=_set(
        "a au aux l la le les afp rfi reuters bbc presse journalistes medias agence agence notre redaction micro de du d dans par sur via lors en un une son sa "
        "communique declaration telephone telephoniquement sous couvert anonymat condition d television nationale radio publique facebook x twitter "
        "telegram whatsapp reseaux sociaux antennes antenne correspondant nos nous ce cette ces meme jour matin soir apres midi aupres entretien voix "
        "message video publie publiee diffuse diffusee transmis transmise lu lue recu journal agence parvenu parvenue microphone confreres ligne des dessus"
    ),
    persons=_set("il elle"),
    things=_set("ils elles"),
    stops=_set(
        "qui que qu dont ou et mais quand lorsque lorsqu alors tandis a ont avait avaient est sont etait etaient ete aurait auraient sera se s ne n pas "
        "dit declare affirme indique selon apres avant depuis pendant car si comme ainsi aussi par pour sous contre avec sans chez entre vers plus "
        "il elle ils elles on nous vous je y lui leur puis donc tout tous rien deja encore cela ceci"
    ),
    agents=_set("par"),
)


def grammar(language: str) -> Grammar:
    """The words of `language`; English where the language is unknown."""
    return FR if language == "fr" else EN
