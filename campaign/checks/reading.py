"""The catalogue's entries for what is found while files are read (campaign/content), before any rule runs."""

from __future__ import annotations

from campaign.checks.registry import describe

describe(
    "front-matter-invalid",
    """Uppgifterna överst på sidan går att läsa, och varje värde är av rätt slag.

    Dåligt: title: Våld: så får du hjälp
    Bra: title: "Våld: så får du hjälp"
    """,
    safety=True,
)
describe(
    "front-matter-unknown-key",
    """Överst på sidan står bara nycklar som finns.

    Dåligt: titel: Straffet
    Bra: title: Straffet
    """,
    safety=True,
)
describe(
    "page-empty",
    """En sida har en text.

    Dåligt: en fil med bara uppgifterna överst
    Bra: uppgifterna överst och sedan texten
    """,
    safety=True,
)
describe(
    "key-duplicate",
    """En nyckel eller ett id står en gång.

    Dåligt: två tjänster med id: bris
    Bra: ett id för varje tjänst
    """,
    safety=True,
)
describe(
    "data-invalid",
    """Datafilerna går att läsa, och varje post har rätt nycklar och värden.

    Dåligt: show: nummer
    Bra: show: number
    """,
    safety=True,
)
describe(
    "data-missing",
    """Alla datafiler finns i docs/_data.

    Dåligt: en mapp utan services.yml
    Bra: services, facts, sources, glossary, terms, nav och approvals
    """,
    safety=True,
)
describe(
    "not-utf8",
    """Filer sparas med teckenkodningen UTF-8.

    Dåligt: en fil från ett gammalt program, där å blir ett okänt tecken
    Bra: en fil sparad som UTF-8
    """,
    safety=True,
)
describe(
    "symlink",
    """En fil i docs är en fil, inte en länk till en annan plats på datorn.

    Dåligt: docs/hemligt.md, en länk till en fil utanför projektet
    Bra: filen själv
    """,
    safety=True,
)
describe(
    "file-name-invalid",
    """Filnamn blir adresser: små bokstäver a–z, siffror och bindestreck, och ingen punkt före två bokstäver.

    Dåligt: Hjälp mig.md, plan.ny.md
    Bra: hjalp-mig.md, plan-ny.md
    """,
    safety=True,
)
describe(
    "file-type-unknown",
    """Bara filtyper som sajten kan visa ligger i docs.

    Dåligt: rapport.docx
    Bra: rapport.pdf
    """,
    safety=True,
)
describe(
    "file-too-large",
    """En fil är så liten att den går att läsa och visa: en sida högst 100 kB, en datafil 500 kB, en PDF 10 MB.

    Dåligt: en hel rapport inklistrad i en sida
    Bra: en sida för varje del, med länkar mellan dem
    """,
    safety=True,
)
describe(
    "text-too-large",
    """En rad har högst 5 000 tecken, en sida högst 200 rubriker, 100 kommentarer och 300 länkar och kortkoder.

    Dåligt: en tabell som klistrats in som en enda rad
    Bra: en rad för varje stycke
    """,
    safety=True,
)
describe(
    "file-unreadable",
    """En fil i docs går att öppna.

    Dåligt: en fil som bara ägaren får läsa
    Bra: en fil som alla får läsa
    """,
    safety=True,
)
describe(
    "conflict-left",
    """När två har ändrat samma rad väljer en människa vilken text som gäller.

    Dåligt: <<<<<<< HEAD och två texter efter varandra
    Bra: den ena texten
    """,
    safety=True,
)
