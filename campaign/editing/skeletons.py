"""The two files of a page that nobody has written yet: each key explained, and a text that says that it is a draft."""

from __future__ import annotations

import json
from collections.abc import Mapping

from campaign.content.front_matter import PageHead, TwinHead
from campaign.content.pages import Page, Site
from campaign.content.plain_yaml import read_yaml
from campaign.content.variants import text_hash
from campaign.editing.drafts import Draft
from campaign.schema import Closed

_ORDINARY = """\
Den här sidan är inte skriven än.

<!--
Så här skriver du sidan:
- Svara på läsarens fråga i det första stycket. Skriv till ”du”.
- Ge varje sak en egen rubrik: två nummertecken och ett mellanslag först på raden.
- Lagar och siffror skriver du aldrig själv. Hämta dem ur facts.yml, och numren ur services.yml.
- Ta bort den här rutan och raden draft: true när sidan är klar.
-->
"""
_STEPS = """\
Den här sidan är inte skriven än.

## 1. Första steget

Det här steget är inte skrivet än.

<!--
Varje steg är en rubrik som börjar med sin siffra. Ta bort den här rutan och raden draft: true när sidan är klar.
-->
"""
_TWIN = """\
Texten är inte klar. Vi skriver på den nu.

<!--
Så här skriver du lättläst:
- Korta ord och korta meningar, högst 15 ord. Säg en sak i taget.
- Samma fakta och samma tjänster som på den vanliga sidan, men en egen text.
- Ta bort den här rutan när texten är klar. Kör sedan: campaign mark-translated {id}
-->
"""
_MORE = "# De här nycklarna kan du också använda. Skriv en sådan rad utan # först:"


def draft_texts(draft: Draft) -> tuple[str, str]:
    """The ordinary page's file and its twin's, with the hash that makes the pair current."""
    values = {
        "title": draft.title, "neutral_title": draft.neutral_title, "description": draft.description,
        "image": draft.image, "audience": list(draft.audience), "kind": draft.kind, "owner": draft.owner,
        "draft": "true",
    }  # fmt: skip
    body = _STEPS if draft.kind == "steg" else _ORDINARY
    twin = {"title": draft.title, "description": draft.description, "source_hash": text_hash(body)}
    return _head(PageHead, values) + body, _head(TwinHead, twin) + _TWIN.replace("{id}", draft.id)


def twin_text(page: Page, site: Site) -> str:
    """The file of a twin that is missing: the services and core facts that it must show, and no text.

    A draft's twin is stamped as current. Another page's is not: nobody may take it for a text before it is one.
    """
    draft = page.meta.draft
    values = {"title": page.title, "description": page.head.description}
    values |= {"source_hash": text_hash(page.body.text) if draft else ""}
    wanted = dict.fromkeys(
        f"[[{code.kind}:{code.id}]]"
        for code in page.body.shortcodes
        if code.kind == "tjanst" or (code.kind == "fakta" and (fact := site.records.facts.get(code.id)) and fact.core)
    )
    codes = "".join(f"{code}\n\n" for code in wanted)
    first, _, rest = _TWIN.replace("{id}", page.id).partition("\n\n")
    return _head(TwinHead, values, keep=("source_hash",)) + f"{first}\n\n{codes}{rest}"


def _head(model: type[Closed], values: Mapping[str, object], keep: tuple[str, ...] = ()) -> str:
    """The front matter with each key explained in the model's own words, and the keys that are not used yet."""
    rows = ["---"]
    for key, value in values.items():
        if value or key in keep:
            rows += [f"# {model.model_fields[key].description}", f"{key}: {_written(value)}".rstrip()]
    rows.append(_MORE)
    unused = [key for key in model.model_fields if not (values.get(key) or key in keep)]
    rows += [f"# {key}: {model.model_fields[key].description}" for key in unused]
    return "\n".join([*rows, "---", ""])


def _written(value: object) -> str:
    """A value as YAML: plain where that is read as the same text, else in quotation marks."""
    if isinstance(value, list):
        return _written(value[0]) if len(value) == 1 else f"[{', '.join(map(_written, value))}]"
    text = str(value)
    if not text:
        return ""
    read = read_yaml(f"key: {text}")
    same = not read.problems and read.value == {"key": text}
    return text if same else json.dumps(text, ensure_ascii=False)
