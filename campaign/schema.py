"""Closed schemas: pydantic models that forbid unknown keys, with their errors said in Swedish.

Front matter, data files and settings are all validated here, so that an editor meets one kind of message.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

Key = tuple[str | int, ...]


class Closed(BaseModel):
    """A record with a fixed list of keys: an unknown key is an error, and nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


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


def validate(model: type[Model], value: object) -> tuple[Model | None, list[SchemaError]]:
    """Validates `value` against `model`: the instance and no errors, or None and every error at once."""
    try:
        return model.model_validate(value), []
    except ValidationError as error:
        return None, [_in_swedish(model, detail) for detail in error.errors()]


def _in_swedish(model: type[BaseModel], detail: ErrorDetails) -> SchemaError:
    key: Key = tuple(part for part in detail["loc"] if part != "function-after")
    name = ".".join(str(part) for part in key) or "filen"
    kind = detail["type"]
    context: Mapping[str, Any] = detail.get("ctx") or {}
    value = detail.get("input")
    if kind == "extra_forbidden":
        known = _known_keys(model, key[:-1])
        suggestion = did_you_mean(str(key[-1]), known) or f"Tillåtna nycklar: {', '.join(sorted(known))}."
        return SchemaError(key, "unknown-key", f"Nyckeln ”{key[-1]}” finns inte.", suggestion)
    if kind == "missing":
        return SchemaError(key, "invalid", f"”{name}” saknas.", f"Lägg till en rad: {key[-1]}: …")
    if kind in ("literal_error", "enum"):
        allowed = str(context.get("expected", "")).replace("'", "”").replace(" or ", " eller ")
        plain = [word.strip("”") for word in allowed.replace(" eller ", ", ").split(", ")]
        suggestion = " ".join(filter(None, [did_you_mean(str(value), plain), f"Välj {allowed}."]))
        return SchemaError(key, "invalid", f"”{name}” kan inte vara ”{value}”.", suggestion)
    if kind == "value_error":
        return SchemaError(key, "invalid", f"”{name}”: {context.get('error', '')}", "")
    what, example = _EXPECTED.get(kind.split("_")[0], ("av rätt slag", ""))
    return SchemaError(key, "invalid", f"”{name}” ska vara {what}, men är ”{value}”.", example)


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
    "greater": ("större", ""),
    "too": ("kortare eller längre", ""),
}


def _known_keys(model: type[BaseModel], key: Key) -> list[str]:
    """The keys allowed at `key` inside `model` (through lists and dicts)."""
    current: Any = model
    for part in key:
        if isinstance(part, str) and isinstance(current, type) and issubclass(current, BaseModel):
            field = current.model_fields.get(part)
            current = _inner_model(field.annotation) if field else None
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _inner_model(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        inner = _inner_model(argument)
        if inner is not None:
            return inner
    return None
