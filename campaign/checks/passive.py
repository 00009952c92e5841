"""The passive voice in lättläst: forms in -s that hide who acts, and "blir" with a participle.

No parser. Weak verbs are known by their endings, strong ones by name; a form in -as, which may be a genitive, counts
only where no noun can follow it. What that misses stands in tests/checks/passive-voice/limits*.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.checks.signs import simple_sentences
from campaign.content.pages import Page

#: Forms in -s of verbs that strong or short stems make; the endings below do not find them.
_NAMED = frozenset(
    """anses ansågs anställs avbryts avbröts avgörs avslås begås beskrivs beskrevs bestäms bestämdes bestämts
    bjuds bjöds bryts bröts byggs byts bärs döms dras drogs drivs drevs erbjuds erbjöds fylls följs förbjuds
    förbjöds förhörs förs förstörs ges gavs getts givits godkänns grips greps görs gjorts hittats hjälps hjälpts
    hålls hölls höjs införs inges ingås jämförs krävs kränks köps körs lagts ledas leds lyfts läggs lades läses
    lästs lösts meddelats missförstås mäts nås nåtts nämns pressats prövats påbjuds påförs röjs sagts sades
    sattes sägs sänds sänks sätts skrivs skrevs skrivits släcks släpps släppts slås slängs slängts sprids spreds
    spritts stjäls ställs stöds stängs styrs säljs sålts tas togs tagits tillåts tillfrågas tvingats tvättas
    tänds tömts upphävs utförs utnyttjats utreds utretts utses utsätts utsatts utvisats vanvårdas vidtas vägs
    väljs valts väcks översätts äts""".split()
)

#: Forms that look passive and are not: verbs that only exist in -s, or that also mean something without an actor.
_NOT_PASSIVE = frozenset(
    """andas andades andats avundas behövas behövdes behövts beskylls blygas bråkas envisas enas enades fattas fattades
    fattats finnas finns fanns funnits förändras förändrades förändrats utvecklas utvecklades färdas färdades föds
    föddes födas fötts grälas handskas hoppas hoppades hoppats hämnas hämnades hörs hördes höras hörts känns kändes
    kännas känts kallas kallades kräks kräktes kräkas kramas kramades kyssas lyckas lyckades lyckats misslyckas
    misslyckades misslyckats låtsas låtsades låtsats minns mindes minnas mints mötas möts möttes ses sågs synas syns
    syntes synts pussas retas retades räknas saknas saknades saknats samlas samlades skiljas skiljs skildes skils skilts
    skämmas skäms skämdes skämts slåss slogs slagits svettas svettades trivas trivs trivdes trivts träffas träffades
    träffats trängas trängs trängdes tyckas tycks tycktes umgås umgicks vantrivas vistas vistades vistats vägras vänjas
    åldras åldrades ändras ändrades ändrats öppnas öppnades stängs ökas minskas hettas luktas talas
    annorlunda således alldeles särdeles emellertid utomlands inomhus utomhus oftas dagas
    deras allas andras bådas bägges mångas någras fleras ingas samtligas enskildas ungas äldres vuxnas barnas föräldras
    anhörigas närståendes utsattas brottsutsattas anställdas misstänktas dömdas sjukas gamlas dödas flickas kvinnas
    mammas pappas människas tjejas killas skolas veckas dagas grabbas mormors farmors biogas naturgas""".split()
)

#: Nouns and genitives that end as verbs do.
_NOUNS = ("ornas", "arnas", "ernas", "plats", "resultats", "advokats", "soldats", "kameras", "operas")

#: What may follow a verb but not a genitive: function words, and the end of the sentence.
_AFTER = (
    r"(?=\s*(?:[.,:;!?)”\"–]|$)|\s+(?:av|till|i|på|för|från|med|om|under|hos|in|ut|upp|ner|ned|fram|bort|ihop|runt|"
    r"mellan|genom|efter|innan|utan|inom|vid|över|mot|per|som|att|och|eller|men|så|när|inte|aldrig|alltid|ofta|också|"
    r"bara|ibland|sedan|då|där|här|det|den|de|du|ni|vi|han|hon|hen|jag|man|en|ett|varje|alla|någon|något|ingen|inget|"
    r"din|ditt|dina|sin|sitt|sina|\d)\b)"
)
_AUXILIARY = r"\b(?:kan|ska|måste|får|bör|vill|kunde|skulle|behöver|brukar|fick|ville)\s+(?:inte\s+|också\s+|bara\s+)?"
_FORMS = re.compile(
    rf"(?:{_AUXILIARY})(?P<infinitive>\w+[aå]s)\b|"
    rf"\b(?P<present>\w{{2,}}as)\b{_AFTER}|"
    r"\b(?P<past>\w{2,}(?:eras|erades|erats|ades|(?<!en)(?<!an)(?<!un)des|[kpst]tes))\b|"
    r"\b(?:har|hade|ha)\s+(?:inte\s+|också\s+|redan\s+)?(?P<supine>\w+(?:ats|its|tts|rts|lts))\b|"
    r"\b(?P<becomes>(?:blir|blev|blivit|bli)\s+(?:\w+(?:ad|ade|at)|(?:döm|sål|hör|sed|val)da?|dömd|(?:utsat|köp|läs|kränk)ta?|"
    r"utsatt|tagen|tagna))\b|"
    r"\b(?P<named>\w+s)\b",
    re.IGNORECASE,
)
#: After "blir": adjectives and nouns that look like participles, and participles that name a feeling or a state.
_STATES = frozenset(
    """glad försenad försenade orolig förvånad irriterad ledsen avundsjuk skad besvärad stressad deprimerad chockad
    engagerad intresserad generad bekymrad pensionerad separerad sugad överraskad fascinerad inspirerad motiverad
    hemmavarande blad stad mat prat salat plat resultat kamrat privat annat""".split()
)


def passive_forms(text: str) -> Iterator[str]:
    """The passive forms in a sentence, as written."""
    for match in _FORMS.finditer(text):
        kind = match.lastgroup or ""
        word = match[kind].lower()
        if kind == "becomes":
            if word.split()[-1] not in _STATES:
                yield match[kind]
        elif word in _NOT_PASSIVE or word.endswith(_NOUNS) or match[kind][0].isupper():
            continue  # a capital is a name, or a question's first word: "Används bilden?"
        elif kind != "named" or word in _NAMED:
            yield match[kind]


@page_rule()
def passive_voice(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst säger vem som gör vad.

    Dåligt: Bilden skickas till polisen.
    Bra: Skicka bilden till polisen.
    """
    for item in simple_sentences(page, context):
        for found in passive_forms(item.sentence.text):
            yield Hit(item.line, f"”{found}” säger inte vem som gör något.", "Skriv vem som gör det.")
