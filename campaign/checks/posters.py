"""Posters, which nobody can mend once they hang on a wall: what they name exists, fits and harms no one."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from campaign.checks.metadata import REVEALING
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.characters import name_of
from campaign.content.poster import CARD, Poster, PosterText
from campaign.content.posters import services_of, short_addresses
from campaign.content.readability import words
from campaign.content.services import Service
from campaign.content.shortcodes import PATTERN
from campaign.images.palette import TOKENS, Palette, contrast, read_tokens
from campaign.schema import did_you_mean

MOST_HEADLINE_SIGNS = 60
MOST_TEXT_SIGNS = 160
MOST_OUTSIDE_SIGNS = 40

#: Letters of a word that cannot break; a longer one does not fit in a headline on a card.
MOST_WORD_LETTERS = 20

#: WCAG 2.2: text 7:1 (AAA), shapes that mean something 3:1.
LEAST_INK, LEAST_ACCENT = 7.0, 3.0

#: What the font has signs for, as far as Swedish needs; tests/test_posters.py compares it with the font.
SIGNS = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100)])) | frozenset("–’”…€−")


def _posters(context: Context) -> Collection[Poster]:
    return context.site.records.posters.values()


def poster_hit(context: Context, place: str, message: str, suggestion: str) -> Hit:
    """A hit on the line of a poster's value, whose place is such as `en-van/text/0`."""
    records = context.site.records
    return Hit(records.line("posters", place), f"Affischen {place.split('/')[0]}: {message}", suggestion,
               records.path("posters"))  # fmt: skip


def _drawn(poster: Poster) -> Iterator[PosterText]:
    """The words that stand on the poster itself, of both variants."""
    return (word for word in poster.words() if "/alt" not in word.place)


def _shown(word: PosterText, context: Context) -> str:
    return context.site.records.expand(word.text, word.variant == "lattlast")


def _tokens(context: Context) -> Palette:
    style = context.settings.project / TOKENS
    return read_tokens(style.read_text(encoding="utf-8")) if style.is_file() else {}


@site_rule(safety=True)
def poster_part_unknown(context: Context) -> Iterator[Hit]:
    """En affischs uppgifter, tjänster, bild och färger finns.

    Dåligt: illustration: vaner-i-parken
    Bra: illustration: vanner-i-parken
    """
    records = context.site.records
    known = {"facts": list(records.facts), "services": list(records.services),
             "illustrations": list(records.illustrations), "colours": list(context.shared(_tokens))}  # fmt: skip
    for poster in _posters(context):
        for place, name, what, record_id in _named(poster):
            if name not in known:
                message, cure = f"kortkoden [[{what}:{record_id}]] går inte att använda.", "Skriv [[fakta:id]]."
                yield poster_hit(context, place, message, cure)
            elif name not in records.unreadable and record_id not in known[name]:
                where = f"Välj ett id i {name}.yml." if name != "colours" else f"Välj ett namn i {TOKENS.name}."
                is_file = name == "illustrations" and PurePosixPath(record_id).suffix
                drawn = f"En affisch visar en tecknad bild, ingen fil. {where}" if is_file else ""
                message = f"{what} ”{record_id}” finns inte."
                yield poster_hit(context, place, message, drawn or did_you_mean(record_id, known[name]) or where)


def _named(poster: Poster) -> Iterator[tuple[str, str, str, str]]:
    """What a poster names: the place, the data file ("colours" for a token), what it is called, and the id."""
    for number, key in enumerate(poster.facts):
        yield f"{poster.id}/facts/{number}", "facts", "uppgiften", key
    for number, key in enumerate(poster.services):
        yield f"{poster.id}/services/{number}", "services", "tjänsten", key
    yield f"{poster.id}/illustration", "illustrations", "bilden", poster.illustration
    for role, token in poster.colours.model_dump().items():
        yield f"{poster.id}/colours/{role}", "colours", "färgen", token
    files = {"fakta": ("facts", "uppgiften"), "tjanst": ("services", "tjänsten")}
    for word in poster.words():
        for match in PATTERN.finditer(word.text):
            yield word.place, *files.get(match["kind"], ("", match["kind"])), match["id"]


@site_rule()
def poster_address_unknown(context: Context) -> Iterator[Hit]:
    """En affischs adress är en kort adress som inte ändras: short på en sida, eller l/1 för en lektion.

    Dåligt: address: stod/sluta
    Bra: address: vill-andra, med short: vill-andra på sidan stod/sluta
    """
    known = context.shared(lambda context: short_addresses(context.site)) if _posters(context) else {}
    for poster in _posters(context):
        if poster.address.strip("/") not in known:
            message = f"den korta adressen ”{poster.address}” finns inte."
            suggestion = did_you_mean(poster.address, known) or f"Skriv short: {poster.address} på sidan dit den leder."
            yield poster_hit(context, f"{poster.id}/address", message, suggestion)


@site_rule(safety=True)
def poster_reveals(context: Context) -> Iterator[Hit]:
    """Adressen, filens namn och ett korts utsida avslöjar inte ämnet, för andra kan se dem.

    Dåligt: address: kopa-sex
    Bra: address: vill-andra
    """
    for poster in _posters(context):
        texts = [("id", poster.id), ("address", poster.address)]
        texts += [("outside", poster.outside), ("outside_lattlast", poster.outside_lattlast)]
        for key, text in texts:
            if match := REVEALING.search(text):
                message = f"”{match[0]}” under {key} avslöjar ämnet."
                yield poster_hit(context, f"{poster.id}/{key}", message, "Skriv ord som vem som helst får se.")
        missing = CARD in poster.formats and [variant for variant in poster.variants if not poster.outside_in(variant)]
        if missing:
            key = "outside" if missing[0] == "sv" else "outside_lattlast"
            message = f"ett kort behöver {key}, orden på utsidan."
            yield poster_hit(context, f"{poster.id}/formats", message, f"Lägg till {key}: Någon att prata med")


@site_rule()
def poster_too_long(context: Context) -> Iterator[Hit]:
    """En affischs rubrik har högst 60 tecken, en text högst 160, och ett ord som inte kan brytas högst 20 bokstäver.

    Dåligt: headline: Det är ett brott att köpa sex i Sverige sedan den 1 januari 1999
    Bra: headline: Att köpa sex är ett brott
    """
    breaks = context.shared(_breakable)
    most = {"headline": MOST_HEADLINE_SIGNS, "text": MOST_TEXT_SIGNS, "outside": MOST_OUTSIDE_SIGNS}
    for poster in _posters(context):
        for word in _drawn(poster):
            text = _shown(word, context)
            limit = most[word.place.split("/")[1].removesuffix("_lattlast")]
            if len(text) > limit:
                last = text[:limit].rsplit(" ", 1)[0]
                message = f"texten har {len(text)} tecken, högst {limit}. Så mycket får plats: ”{last}”."
                yield poster_hit(context, word.place, message, "Korta texten, eller välj en kortare uppgift.")
            for found in dict.fromkeys(words(text)):
                if max(map(len, _pieces(found, breaks))) > MOST_WORD_LETTERS:
                    message = f"ordet ”{found}” är för långt för en rad ({len(found)} bokstäver)."
                    suggestion = "Byt ord, eller skriv i hyphenation.yml var det får brytas, med |."
                    yield poster_hit(context, word.place, message, suggestion)


def _breakable(context: Context) -> dict[str, list[str]]:
    """The pieces of each word of hyphenation.yml."""
    return {item.replace("|", "").casefold(): item.split("|") for item in context.site.records.hyphenation}


def _pieces(word: str, breaks: dict[str, list[str]]) -> list[str]:
    """The parts of a word that stay on one line: also of a longer form of a word that is listed."""
    pieces: list[str] = []
    for part in word.split("-"):
        stem = next((stem for stem in breaks if part.casefold().startswith(stem)), "")
        pieces += [*breaks[stem][:-1], breaks[stem][-1] + part[len(stem) :]] if stem else [part]
    return pieces


@site_rule()
def poster_sign_unknown(context: Context) -> Iterator[Hit]:
    """En affisch har bara tecken som typsnittet kan rita: inga emojier, pilar eller andra alfabet.

    Dåligt: headline: Ring oss 📞
    Bra: headline: Ring oss
    """
    for poster in _posters(context):
        for word in _drawn(poster):
            for sign in sorted(set(_shown(word, context)) - SIGNS):
                message = f"tecknet {name_of(sign)} finns inte i typsnittet."
                yield poster_hit(context, word.place, message, "Ta bort tecknet, eller skriv ett ord i stället.")


@site_rule()
def poster_contrast_low(context: Context) -> Iterator[Hit]:
    """Texten på en affisch har kontrasten 7:1 eller mer mot bakgrunden, former 3:1.

    Dåligt: colours: {background: dawn, ink: apricot, accent: line}
    Bra: colours: {background: night, ink: on-night, accent: apricot}
    """
    tokens = context.shared(_tokens) if _posters(context) else {}
    for poster in _posters(context):
        colours = poster.colours
        for key, token, least in (("ink", colours.ink, LEAST_INK), ("accent", colours.accent, LEAST_ACCENT)):
            if token in tokens and colours.background in tokens:
                found = contrast(tokens[token], tokens[colours.background])
                if found < least:
                    shown = f"{int(found * 10) / 10:g}".replace(".", ",")
                    message = f"{token} på {colours.background} har kontrasten {shown}:1, minst {least:g}:1."
                    cure = "Välj en mörkare eller ljusare färg, till exempel on-night på night."
                    yield poster_hit(context, f"{poster.id}/colours/{key}", message, cure)


@site_rule(safety=True)
def poster_service_misplaced(context: Context) -> Iterator[Hit]:
    """En affisch visar bara nummer som är kontrollerade, och bara tjänster som är till för läsaren.

    Dåligt: services: [nspm] på en affisch för unga
    Bra: services: [bris] på en affisch för unga
    """
    services = context.site.records.services
    for poster in _posters(context):
        for service_id in services_of(poster, context.site):
            service = services.get(service_id)
            if service and (message := _against(service, poster)):
                yield poster_hit(context, _place_of(poster, service), message, "Välj en annan tjänst ur services.yml.")


def _against(service: Service, poster: Poster) -> str:
    """What speaks against the service on the poster; empty when nothing does."""
    audience = set(poster.audience)
    if service.show == "hidden":
        return f"tjänsten ”{service.id}” är dold (show: hidden)."
    if service.id in poster.services and service.show != "number":
        return f"{service.name} har show: {service.show}, så affischen har inget kontrollerat nummer att visa."
    if never := audience & set(service.never_for):
        return f"{service.name} får aldrig visas för {', '.join(sorted(never))}."
    if "alla" not in service.audiences and not audience & set(service.audiences):
        return f"{service.name} är till för {', '.join(service.audiences)}, men affischen för {', '.join(audience)}."
    if service.not_alone and "alla" in audience and len(poster.service_ids()) == 1:
        return f"{service.name} är bara till för en del av läsarna och får inte stå ensam."
    return ""


def _place_of(poster: Poster, service: Service) -> str:
    if service.id in poster.services:
        return f"{poster.id}/services/{poster.services.index(service.id)}"
    code = f"[[tjanst:{service.id}]]"
    for word in poster.words():
        if code in word.text or (service.phone and service.phone in word.own):
            return word.place
    return poster.id
