"""Closed schemas: pydantic models that forbid unknown keys, with their errors said in Swedish.

Front matter, data files and settings are all validated here, so that an editor meets one kind of message.
"""

from __future__ import annotations

import contextlib
import datetime
import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

Key = tuple[str | int, ...]


class Closed(BaseModel):
    """A record with a fixed list of keys: an unknown key is an error, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _day(value: object) -> object:
    """Pydantic alone would read 0 as a second of 1970."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        with contextlib.suppress(ValueError):
            return datetime.date.fromisoformat(value)
    if isinstance(value, datetime.date):
        return value
    raise ValueError(f"kan inte vara ”{value}”, som inte är ett datum; skriv till exempel 2026-11-22")


def _https(value: str) -> str:
    if value and not re.fullmatch(r"https://[^\s/]+\S*", value):
        raise ValueError(f"är ”{value}”, som inte är en säker adress; börja med https://")
    return value


def _site_path(value: str) -> str:
    if value and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*/?", value):
        raise ValueError(f"är ”{value}”, som inte är en adress på sajten; skriv till exempel lagen/straff")
    return value


def _old_path(value: str) -> str:
    _site_path(re.sub(r"(?<=[a-z0-9])\.[a-z0-9]+$", "", value))
    if not value or value.startswith("lattlast/"):
        raise ValueError("är en adress utan sida; skriv den vanliga textens gamla adress, till exempel lagen/pafoljd")
    return value


#: A day written as 2026-11-22, and in no other way.
Day = Annotated[datetime.date, BeforeValidator(_day)]
#: A day, or nothing.
OptionalDay = Annotated[
    datetime.date | None, BeforeValidator(lambda value: _day(value) if value not in ("", None) else None)
]
#: A day, or what is known of one, as text: 2026-11-22, 2026-04, utan datum.
Moment = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, datetime.date) else value)]
#: Text that may not be empty.
Text = Annotated[str, Field(min_length=1)]
#: An address that begins with https://, or nothing.
Https = Annotated[str, AfterValidator(_https)]
#: An address on the site without a leading slash, `lagen/straff`, or nothing: it can lead nowhere else.
SitePath = Annotated[str, AfterValidator(_site_path)]
#: The same, of a page or a file that has moved: `lagen/pafoljd`, `skola/brev.pdf`. The lättläst page moves with it.
OldPath = Annotated[str, AfterValidator(_old_path)]


@dataclass(frozen=True)
class SchemaError:
    """One thing wrong in a record: where (key path), what is wrong and what to write instead, in Swedish."""

    key: Key
    kind: str
    message: str
    suggestion: str


Model = TypeVar("Model", bound=BaseModel)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`Menade du ”x”?` for the nearest known word, or the empty string."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Menade du ”{near[0]}”?" if near else ""


def validate(model: type[Model], value: object, row: str = "{}: …") -> tuple[Model | None, list[SchemaError]]:
    """Validates `value` against `model`: the instance and no errors, or None and every error at once.

    `row` is how the file writes a key ({}) with its value.
    """
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_in_swedish(model, value, detail, row) for detail in error.errors()]


def _place(value: object, location: Iterable[str | int]) -> Key:
    """The key path as the editor wrote it: pydantic also names its own branches of a union."""
    key: list[str | int] = []
    parts = list(location)
    for number, part in enumerate(parts):
        if isinstance(value, Mapping) and (part in value or number == len(parts) - 1):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            continue
        key.append(part)
    return tuple(key)


def _in_swedish(model: type[BaseModel], whole: object, detail: ErrorDetails, row: str) -> SchemaError:
    key = _place(whole, detail["loc"])
    named = key[:-1] if key and isinstance(key[-1], int) else key  # a value in a list goes by the list's name
    name = f"”{'.'.join(str(part) for part in named)}”" if named else "Posten"
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    value = detail.get("input")
    if kind == "extra_forbidden":
        known = _known_keys(model, key[:-1])
        suggestion = did_you_mean(str(key[-1]), known) or f"Tillåtna nycklar: {', '.join(sorted(known))}."
        return SchemaError(key, "unknown-key", f"Nyckeln ”{key[-1]}” finns inte.", suggestion)
    if kind == "missing":
        return SchemaError(key, "invalid", f"{name} saknas.", f"Lägg till en rad: {row.format(key[-1])}")
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "”").replace(" or ", " eller ")
        plain = [word.strip("”") for word in allowed.replace(" eller ", ", ").split(", ")]
        suggestion = " ".join(filter(None, [did_you_mean(str(value), plain), f"Välj {allowed}."]))
        return SchemaError(key, "invalid", f"{name} kan inte vara ”{value}”.", suggestion)
    if kind == "value_error":
        what, _, cure = str(context.get("error", "")).partition("; ")
        return SchemaError(key, "invalid", f"{name} {what}.", f"{cure[:1].upper()}{cure[1:] or 'Rätta värdet'}.")
    bound = _bound(kind, context)
    if bound:
        return SchemaError(key, "invalid", f"{name} {bound}.", "Ändra värdet.")
    what, cure = _EXPECTED.get(kind.split("_")[0], ("av rätt slag", "Rätta värdet."))
    return SchemaError(key, "invalid", f"{name} ska vara {what}, men är ”{value}”.", cure)


def _bound(kind: str, context: Mapping[str, Any]) -> str:
    """What a value outside its limits should be, or the empty string."""
    return {
        "greater_than_equal": f"ska vara minst {context.get('ge')}",
        "less_than_equal": f"ska vara högst {context.get('le')}",
        "too_long": f"ska ha högst {context.get('max_length')} värden",
        "too_short": f"ska ha minst {context.get('min_length')} värde",
        "string_too_short": "får inte vara tomt",
    }.get(kind, "")


_EXPECTED = {
    "string": ("text", "Sätt citattecken runt värdet."),
    "bool": ("true eller false", "Skriv true eller false."),
    "int": ("ett heltal", "Skriv till exempel 6."),
    "float": ("ett tal", "Skriv till exempel 5.5."),
    "date": ("ett datum", "Skriv datumet så här: 2026-11-22."),
    "list": ("en lista", "Skriv varje värde på en egen rad med bindestreck först."),
    "tuple": ("en lista", "Skriv varje värde på en egen rad med bindestreck först."),
    "dict": ("nycklar med värden", "Skriv ”nyckel: värde”, en på varje rad."),
    "model": ("nycklar med värden", "Skriv ”nyckel: värde”, en på varje rad."),
}


def _known_keys(model: type[BaseModel], key: Key) -> list[str]:
    """The keys allowed at `key` inside `model` (through lists and tables)."""
    current: Any = model
    for part in key:
        field = current.model_fields.get(part) or _by_alias(current, part) if isinstance(part, str) else None
        if field is not None:  # otherwise the part is a list's number or a key that the editor chose in a table
            current = _inner_model(field.annotation)
        if current is None:
            return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _by_alias(model: type[BaseModel], alias: str) -> Any:
    return next((field for field in model.model_fields.values() if field.alias == alias), None)


def _inner_model(annotation: Any) -> Any:
    """The first model inside a type such as `dict[str, Model]`, or None."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_inner_model(argument) for argument in getattr(annotation, "__args__", ()))), None)
