"""Validates JSON-LD against the vocabulary that schema.org published: no class, property or value of our own making.

Schema.org lets any property be text. That is not allowed here: a value must be of a kind that the property names.
"""

from __future__ import annotations

import datetime
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

_FILE = Path(__file__).parent / "learning_resource_schema" / "schemaorg-current-https.jsonld.gz"
_SHA256 = "8007e0ad351d2b28ec30dfbfa7335561c3523b3387e057ec8968ef3ce0b2647b"
_CONTEXT = "https://schema.org"
_DURATION = re.compile(r"P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")


def errors_in(document: Any) -> list[str]:
    """What is wrong with a JSON-LD document whose context is schema.org."""
    if not isinstance(document, dict) or document.get("@context") != _CONTEXT:
        return [f"@context is not {_CONTEXT}"]
    return list(_node({name: value for name, value in document.items() if name != "@context"}, ""))


@cache
def _vocabulary() -> dict[str, dict[str, Any]]:
    content = gzip.decompress(_FILE.read_bytes())
    assert hashlib.sha256(content).hexdigest() == _SHA256
    return {entry["@id"].removeprefix("schema:"): entry for entry in json.loads(content)["@graph"]}


def _names(entry: dict[str, Any], relation: str) -> list[str]:
    """The names of what an entry is related to: one or more."""
    found = entry.get(relation, [])
    return [one["@id"].removeprefix("schema:") for one in (found if isinstance(found, list) else [found])]


@cache
def _kinds(name: str) -> frozenset[str]:
    """A class and all above it."""
    above = _names(_vocabulary().get(name, {}), "rdfs:subClassOf")
    return frozenset({name}).union(*(_kinds(one) for one in above))


def _is(entry: dict[str, Any] | None, kind: str) -> bool:
    found = (entry or {}).get("@type", [])
    return kind in (found if isinstance(found, list) else [found])


def _node(node: dict[str, Any], path: str) -> Iterator[str]:
    name = node.get("@type")
    if not isinstance(name, str) or not _is(_vocabulary().get(name), "rdfs:Class"):
        yield f"{path}/@type: {name!r} is no class"
        return
    if "@id" in node and not _is_url(node["@id"]):
        yield f"{path}/@id: {node['@id']!r} is no address"
    for key, value in node.items():
        here = f"{path}/{key}"
        if key in ("@type", "@id"):
            continue
        entry = _vocabulary().get(key)
        if entry is None or not _is(entry, "rdf:Property"):
            yield f"{here}: no such property"
        elif "schema:supersededBy" in entry:
            yield f"{here}: superseded by {_names(entry, 'schema:supersededBy')}"
        elif not _kinds(name) & set(_names(entry, "schema:domainIncludes")):
            yield f"{here}: not a property of {name}"
        elif value == []:
            yield f"{here}: empty"
        else:
            for one in value if isinstance(value, list) else [value]:
                yield from _value(one, _names(entry, "schema:rangeIncludes"), here)


def _value(value: Any, ranges: list[str], path: str) -> Iterator[str]:
    if isinstance(value, dict):
        yield from _node(value, path)
        if not _kinds(str(value.get("@type"))) & set(ranges):
            yield f"{path}: {value.get('@type')} is none of {ranges}"
    elif not any(_fits(value, kind) for kind in ranges):
        yield f"{path}: {value!r} is none of {ranges}"


def _fits(value: Any, kind: str) -> bool:
    """Whether a plain value is of a kind; a class is never one."""
    if kind == "Boolean":
        return isinstance(value, bool)
    if kind in ("Number", "Integer"):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "Date":
        return _is_date(value)
    return (
        kind == "Text"
        or (kind == "URL" and _is_url(value))
        or (kind == "Duration" and bool(_DURATION.fullmatch(value)))
    )


def _is_url(value: Any) -> bool:
    return isinstance(value, str) and urlsplit(value).scheme in ("http", "https") and bool(urlsplit(value).netloc)


def _is_date(value: str) -> bool:
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True
