"""What the editors' reference says of values, shortcodes and data files, in words: campaign/editing/guide.py prints it.

tests/test_guide.py fails when a value, a shortcode or a data file lacks its words here.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from campaign.content.approvals import Approval
from campaign.content.avoided_terms import AvoidedTerm, Exceptions
from campaign.content.before import Answered, Situation
from campaign.content.comprehension import PageQuestions, ReaderQuestion
from campaign.content.facts import Fact, Source, Term
from campaign.content.illustrations import Illustration, PlacedShape
from campaign.content.navigation import Navigation, Section, Start
from campaign.content.poster import Poster, PosterColours
from campaign.content.services import Opening, SeenSource, Service
from campaign.content.synonyms import Synonym

#: What each value of a key means, by the key's name. Keys whose values say it themselves are left out.
VALUES: dict[str, dict[str, str]] = {
    "audience": {
        "alla": "alla läsare",
        "salt": "den som säljer eller har sålt sex",
        "kopt": "den som köper eller har köpt sex",
        "utsatt": "den som har utsatts för våld, hot eller tvång",
        "anhorig": "anhöriga och vänner",
        "ung": "barn och unga",
        "elev": "elever",
        "foralder": "föräldrar",
        "vuxen": "vuxna nära någon: god man, ledare, granne, chef",
        "bransch": "den som arbetar med hotell, taxi eller uthyrning",
        "yrke": "den som möter frågan i sitt arbete",
        "larare": "den som arbetar i skolan",
    },
    "kind": {
        "artikel": "en vanlig sida",
        "landning": "en avdelnings första sida",
        "stodsok": "Hitta stöd",
        "steg": "en sak i taget, steg för steg",
        "lektion": "en lektion, med text till läraren",
        "elevblad": "elevernas blad till en lektion",
        "personal": "en sida för personal",
        "lista": "en lista som sajten skriver",
        "sok": "sökningen",
        "redogorelse": "en text med fasta ord, till exempel om tillgänglighet",
        "komponenter": "sidan som visar alla byggstenar",
        "hjalpkarta": "skolans hjälpkarta, med blad att skriva ut; textens sista avsnitt står på kartan",
        "galleri": "affischerna, med text om hur de används",
    },
    "show": {
        "number": "numret är kontrollerat i flera källor och visas",
        "link": "bara en länk, för numret är inte kontrollerat",
        "place": "hjälp utan eget nummer, till exempel skolans elevhälsa",
        "hidden": "visas aldrig",
    },
    "needs": {
        "akut": "fara just nu",
        "prata": "någon att prata med",
        "vald": "våld",
        "overgrepp": "övergrepp",
        "sex-mot-ersattning": "den som får betalt för sex",
        "manniskohandel": "tvång och människohandel",
        "sluta-kopa": "att sluta köpa sex",
        "bild": "bilder som sprids",
        "hot": "hot, också på nätet",
        "vard": "vård och test",
        "praktiskt": "bostad, pengar och annat i vardagen",
        "rattigheter": "rättigheter och stöd av jurist",
        "oro-for-barn": "oro för ett barn",
        "sjalvmord": "tankar på att ta sitt liv",
        "heder": "familjen styr",
        "hbtqi": "stöd för hbtqi-personer",
        "yrkesrad": "råd till den som möter någon i arbetet",
        "anmala": "tips och anmälan",
        "tillganglighet": "hjälp att ringa eller larma",
        "egna-tankar": "tankar som läsaren är rädd för",
        "egna-handlingar": "den som har gjort någon illa",
    },
    "formats": {
        "a4": "affisch att skriva ut, 210 × 297 mm",
        "a3": "affisch att skriva ut, 297 × 420 mm",
        "skarm-staende": "skärm på höjden, 1080 × 1920 bildpunkter",
        "skarm-liggande": "skärm på bredden, 1920 × 1080 bildpunkter",
        "delning": "bild till en delad länk, 1200 × 630 bildpunkter",
        "kvadrat": "kvadrat till sociala medier, 1080 × 1080 bildpunkter",
        "banner-bred": "bred banner till en webbplats",
        "banner-hog": "hög banner till en webbplats",
        "talong": "A4 med remsor att riva av, med nummer och QR-kod på varje",
        "kort": "kort i fickformat, 85 × 55 mm; utanpå syns inte vad det handlar om",
    },
    "confidence": {
        "high": "säker: visas som den är",
        "medium": "lite osäker: visas bara med sin tid i meningen",
        "low": "osäker: visas aldrig",
    },
    "level": {
        "error": "stoppar ändringen",
        "warning": "ber dig tänka efter",
        "none": "gäller bara på lättläst",
    },
    "role": {
        "jurist": "sidorna om lagen",
        "verksamhet": "sidorna om stöd och sidorna för unga",
        "lattlast": "alla lättlästa texter",
        "kommunikation": "alla andra sidor",
    },
    "variant": {"sv": "den vanliga texten", "lattlast": "den lättlästa texten"},
}


@dataclass(frozen=True)
class ShortcodeWords:
    """A shortcode in the reference: what it shows, and the example's id."""

    what: str
    example: str


SHORTCODES: dict[str, ShortcodeWords] = {
    "tjanst": ShortcodeWords(
        "En tjänst ur services.yml. Ensam i ett stycke blir den ett kort med nummer och tider. Inne i en mening blir "
        "den namnet med en länk.",
        "bris",
    ),
    "fakta": ShortcodeWords("En uppgift ur facts.yml. Den lättlästa sidan får den lättlästa meningen.", "kop-brott"),
    "ordlista": ShortcodeWords(
        "Ett svårt ord ur glossary.yml med sin förklaring. Skriv ordets id eller en av dess former.", "samtycke"
    ),
    "bild": ShortcodeWords("En bild ur illustrations.yml. Ensam i ett stycke.", "dorr-pa-glant"),
    "lista": ShortcodeWords("En lista som sajten själv skriver. Ensam i ett stycke.", "kallor"),
}

LISTS: dict[str, str] = {
    "innan-du-berattar": "Åtta svar om varje tjänst, ur `before` i services.yml.",
    "kallor": "Alla källor, efter slag.",
    "ordlista": "Alla förklarade ord.",
    "webbkarta": "Alla sidor från A till Ö.",
    "redigera": "Alla sidor med sina två texter, för den som arbetar med dem.",
    "filer-lektioner": "Filerna till alla lektioner, att hämta.",
    "filer-brev": "Brevet hem som fil.",
    "affischer": "Affischerna, med bild, ord och filer att hämta.",
}


@dataclass(frozen=True)
class FileWords:
    """A data file in the reference: what it holds, and its models, the record first, each with where it stands."""

    what: str
    models: tuple[tuple[str, type[BaseModel]], ...] = ()
    example: str = ""


#: The data files of docs/_data in the order of the reference.
FILES: dict[str, FileWords] = {
    "services": FileWords(
        "Tjänsterna med nummer, adresser och tider.",
        (
            ("", Service),
            ("Under `hours`", Opening),
            ("Under `sources`", SeenSource),
            ("Under `before`", Situation),
            ("Under `anonymous` och de andra frågorna i `before`", Answered),
        ),
    ),
    "facts": FileWords("Uppgifter om lagen och siffror.", (("", Fact),)),
    "sources": FileWords("Källorna som uppgifterna bygger på.", (("", Source),)),
    "glossary": FileWords("Svåra ord med förklaring.", (("", Term),)),
    "terms": FileWords("Ord som ska undvikas.", (("", AvoidedTerm), ("Under `unless`", Exceptions))),
    "nav": FileWords("Menyn.", (("", Navigation), ("Under `start`", Start), ("Under `sections`", Section))),
    "illustrations": FileWords("Bilderna.", (("", Illustration), ("Under `shapes`", PlacedShape))),
    "posters": FileWords("Affischer, skärmbilder och kort.", (("", Poster), ("Under `colours`", PosterColours))),
    "synonyms": FileWords("Ord som människor söker med.", (("", Synonym),)),
    "forstaelse": FileWords(
        "Frågor som prövar om en lättläst sida går att förstå.",
        (("", PageQuestions), ("Under `questions`", ReaderQuestion)),
    ),
    "approvals": FileWords("Vem som har godkänt vad.", (("", Approval),)),
    "hyphenation": FileWords(
        "Långa ord som får brytas på små skärmar. Ett lodrätt streck visar var.", (), "- tillgänglighets|redogörelse"
    ),
}
OWN_WORDS = "Namn och ord som stavningen ska godta, ett på varje rad. En rad som börjar med # är en anteckning."
PUBLISHED = (
    "Adresser som är utlämnade, en på varje rad. Var och en ska leda någonstans så länge sajten finns, annars stannar "
    "bygget. Raderna tas aldrig bort."
)
