"""The editors' guide: its reference follows from the code, its examples work, and its Swedish passes our own rules."""

from __future__ import annotations

import datetime
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from conftest import TODAY
from pydantic import BaseModel
from real_site import PROJECT, run_campaign

from campaign.checks import RULES, run_checks
from campaign.cli import main
from campaign.cli.catalogue import REFERENCE, command_helps
from campaign.content.front_matter import PageHead, TwinHead
from campaign.content.lessons import Lesson
from campaign.content.pages import load_site
from campaign.content.plain_yaml import read_yaml
from campaign.content.published import NAME as PUBLISHED_LIST
from campaign.content.records import FILES as DATA_FILES
from campaign.content.records import OWN_WORDS, Records
from campaign.content.shortcodes import KINDS, LISTS
from campaign.editing.guide import choices, example, guide, keys, severity_words
from campaign.editing.guide_words import FILES, SHORTCODES, VALUES
from campaign.editing.guide_words import LISTS as LIST_WORDS
from campaign.findings import Severity
from campaign.schema import validate
from campaign.settings import CampaignTable, Limits, Settings

FOLDER = PROJECT / ".github/handledning"
TEXT = (PROJECT / REFERENCE).read_text(encoding="utf-8")
WRITTEN_BY_HAND = sorted(path for path in FOLDER.glob("*.md") if path.name != "uppslag.md")

#: Where a data file's records stand in `Records`, when not under the file's own name.
PLACES = {"nav": "navigation", "forstaelse": "comprehension"}

#: What a page of the guide is not: a page of the site, with a twin, a place in the menu and links inside docs/.
NOT_A_PAGE = {"twin-missing", "not-in-navigation", "link-broken", "anchor-broken", "title-duplicate"}


def models() -> list[type[BaseModel]]:
    """Every model whose keys an editor writes."""
    return [PageHead, TwinHead, *(model for words in FILES.values() for _, model in words.models)]


def inner_models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models inside a type such as `dict[str, Model]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from inner_models(part)


def closure(model: type[BaseModel]) -> set[type[BaseModel]]:
    """A model and all that stand inside it."""
    inner = {found for field in model.model_fields.values() for found in inner_models(field.annotation)}
    return {model}.union(*(closure(found) for found in inner))


# --- The reference ----------------------------------------------------------------------------------------------


def test_the_reference_is_up_to_date(settings: Settings) -> None:
    assert guide(settings, command_helps(main)) == TEXT, f"{REFERENCE} is old. Run: .venv/bin/campaign guide"


def test_the_command_says_whether_the_reference_is_up_to_date_and_writes_it(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    environment = {"PYTHONPATH": str(PROJECT)}
    old = run_campaign("guide", "--check", cwd=tmp_path, **environment)
    assert old.returncode == 1 and "Kör: campaign guide" in old.stderr
    assert run_campaign("guide", cwd=tmp_path, **environment).returncode == 0
    assert (tmp_path / REFERENCE).read_text(encoding="utf-8") == TEXT
    assert run_campaign("guide", "--check", cwd=tmp_path, **environment).returncode == 0


@pytest.mark.parametrize("model", [*models(), CampaignTable, Limits], ids=lambda model: model.__name__)
def test_every_key_has_a_swedish_description_and_is_in_the_reference(model: type[BaseModel]) -> None:
    for key, field in keys(model):
        assert field.description, f"{model.__name__}.{key} needs Field(description=…)"
        assert f"`{key}`" in TEXT or f"| {field.description} |" in TEXT, key
        assert field.description in TEXT, key


def test_every_data_file_is_in_the_reference_with_every_model_inside_it() -> None:
    assert FILES.keys() == set(DATA_FILES)
    assert f"### {OWN_WORDS}" in TEXT and f"### {PUBLISHED_LIST}" in TEXT
    types = get_type_hints(Records)
    for name, words in FILES.items():
        assert f"### {name}.yml" in TEXT
        held = set().union(*map(closure, inner_models(types[PLACES.get(name, name)])), set())
        assert {model for _, model in words.models} == held, name


def test_every_allowed_value_is_in_the_reference() -> None:
    listed = [choices(field.annotation) for model in models() for _, field in keys(model)]
    for value in {value for values in listed for value in values}:
        assert f"`{value}`" in TEXT, value
    for key, words in VALUES.items():
        assert any(set(values) == words.keys() for values in listed), f"VALUES[{key!r}] differs from the schema"


def test_every_shortcode_and_list_is_in_the_reference_with_an_example_that_exists() -> None:
    assert SHORTCODES.keys() == set(KINDS) and LIST_WORDS.keys() == set(LISTS)
    records = load_site(PROJECT / "docs", "docs").records
    known = {"tjanst": records.services, "fakta": records.facts, "ordlista": records.word_ids,
             "bild": records.illustrations, "lista": LISTS}  # fmt: skip
    for kind, words in SHORTCODES.items():
        assert words.example in known[kind] and f"`[[{kind}:{words.example}]]`" in TEXT


def test_every_rule_is_in_the_reference_with_its_severity_and_examples(settings: Settings) -> None:
    for rule in RULES.values():
        part = TEXT.partition(f"### `{rule.id}`\n")[2].partition("\n### ")[0]
        assert rule.description in part and f"**{severity_words(settings, rule.id)}.**" in part, rule.id
        assert " ".join(rule.bad.split()) in part and " ".join(rule.good.split()) in part, rule.id
        assert ("Kan inte få undantag" in part) is rule.safety, rule.id


def test_every_command_and_option_is_in_the_reference() -> None:
    for command in command_helps(main):
        part = TEXT.partition(f"### campaign {command.name}\n")[2].partition("\n### ")[0]
        assert command.text and command.text in part, command.name
        for flag, text in command.options:
            assert flag.replace("|", "\\|") in part and text, f"{command.name} {flag}"


# --- The example of each key --------------------------------------------------------------------------------------

#: What a record of the other examples cannot also have; test_lessons.py tries its example.
NOT_WITH_THE_OTHERS = {(Lesson, "workplaces")}


def whole(model: type[BaseModel], replaced: dict[str, object] | None = None) -> dict[str, object]:
    """A record made of every key's example, each one read as the YAML that the reference shows."""
    record: dict[str, object] = {}
    for key, field in keys(model):
        inner = next(inner_models(field.annotation), None)
        if (model, key) in NOT_WITH_THE_OTHERS:
            continue
        if inner is None:
            assert field.examples, f"{model.__name__}.{key} needs Field(examples=[…])"
            value = (replaced or {}).get(key, field.examples[0])
            document = read_yaml(example(key, value))
            assert not document.problems and isinstance(document.value, dict), key
            record.update(document.value)
        elif getattr(field.annotation, "__origin__", None) is list:
            fewest = next((rule.min_length for rule in field.metadata if hasattr(rule, "min_length")), 1)
            record[key] = [whole(inner)] * fewest
        else:
            record[key] = whole(inner)
    return record


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_every_example_is_good_for_its_key(model: type[BaseModel]) -> None:
    for key, field in keys(model):
        for value in field.examples or [None]:
            record, errors = validate(model, whole(model, {key: value} if value is not None else None))
            assert record is not None, [error.message for error in errors]


def test_an_example_that_the_schema_refuses_would_be_seen() -> None:
    assert validate(PageHead, whole(PageHead, {"kind": "artikkel"}))[0] is None


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Straffet", "key: Straffet"),
        ("Våld: så får du hjälp", 'key: "Våld: så får du hjälp"'),
        ("2026-11-22", "key: 2026-11-22"),
        (datetime.date(2026, 11, 22), "key: 2026-11-22"),
        ("112", 'key: "112"'),
        (True, "key: true"),
        (-8, "key: -8"),
        (["ung", "elev"], "key: [ung, elev]"),
        ({"coat": "plum", "arm": "sea"}, "key: {coat: plum, arm: sea}"),
    ],
)
def test_an_example_is_written_as_an_editor_writes_it(value: object, shown: str) -> None:
    assert example("key", value) == shown


# --- The pages written by hand --------------------------------------------------------------------------------------

_EXAMPLE = re.compile(r"^<!-- (sida|post|del): (\S+) -->\n```(?:markdown|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples(kind: str) -> list[tuple[str, str]]:
    """The guide's examples: `sida` a page by its id, `post` a record by its file, `del` the rest of it."""
    texts = [path.read_text(encoding="utf-8") for path in WRITTEN_BY_HAND]
    return [(match[2], match[3]) for text in texts for match in _EXAMPLE.finditer(text) if match[1] == kind]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """The real docs/, to write into."""
    return Path(shutil.copytree(PROJECT / "docs", tmp_path / "docs"))


def test_every_page_and_record_that_the_guide_shows_works_on_the_real_site(docs: Path, settings: Settings) -> None:
    for file, text in [*examples("post"), *examples("del")]:
        place = docs / f"_data/{file}.yml"
        before = place.read_text(encoding="utf-8").replace(f"{file}: []", f"{file}:")
        place.write_text(f"{before.rstrip()}\n{text}", encoding="utf-8")
    menu = docs / "_data/nav.yml"
    names = [page for page, _ in examples("sida")]
    for page, text in examples("sida"):
        section, _, name = page.partition("/")
        (docs / f"{page}.md").write_text(text, encoding="utf-8")
        if f"{page}.lattlast" not in names:
            continue
        start = f"  - id: {section}\n"
        head, found, rest = menu.read_text(encoding="utf-8").partition(start)
        menu.write_text(head + found + rest.replace("      - index\n", f"      - index\n      - {name}\n", 1), "utf-8")
    findings = run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)
    alone = {f"docs/{page}.md" for page in names if f"{page}.lattlast" not in names and not page.endswith(".lattlast")}
    wrong = [
        str(finding) for finding in findings if finding.severity is Severity.ERROR
        and not (finding.path in alone and finding.rule in NOT_A_PAGE)
    ]  # fmt: skip
    assert not wrong, "\n".join(wrong)
    assert len(names) >= 4 and len(examples("post")) >= 8


def test_every_fenced_page_or_record_is_marked_so_that_it_is_tried() -> None:
    for path in WRITTEN_BY_HAND:
        text = path.read_text(encoding="utf-8")
        assert len(re.findall(r"^```(?:markdown|yaml)$", text, re.MULTILINE)) == len(_EXAMPLE.findall(text)), path.name


def test_the_guide_s_swedish_passes_our_own_rules(docs: Path, settings: Settings) -> None:
    """As pages for professionals: LIX at most 38, sentences of at most 25 words, every word spelled right."""
    section = docs / "yrkesverksamma"
    head = "---\ntitle: {}\ndescription: En sida i handledningen för den som ändrar texterna.\n---\n"
    for path in WRITTEN_BY_HAND:
        text = re.sub(r"\[\[(.*?)\]\]", r"\1", path.read_text(encoding="utf-8"))  # shown here, not used
        title, _, body = text.removeprefix("# ").partition("\n")
        name = f"handledning-{path.name.lower()}"
        (section / name).write_text(head.format(json.dumps(title, ensure_ascii=False)) + body, encoding="utf-8")
    findings = run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)
    found = [finding for finding in findings if "/handledning-" in finding.path]
    assert {finding.rule for finding in found} >= {"twin-missing"}, "the guide was not read"
    wrong = [str(one) for one in found if one.severity is Severity.ERROR and one.rule not in NOT_A_PAGE]
    assert not wrong, "\n".join(wrong)


def test_what_the_guide_says_that_the_check_says_is_what_it_says(docs: Path, settings: Settings) -> None:
    text = (FOLDER / "granskning.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \| .+ \|$", text.partition("## Vanliga")[2].partition("\n## ")[0], re.MULTILINE)
    page = docs / "lagen/straff.md"
    before = page.read_text(encoding="utf-8")
    hard = "Myndigheternas samverkansöverenskommelser konkretiserar ansvarsfördelningen. " * 20
    mistakes = f"[[tjanst:bris]] Ring 020-12 34 56. [Straffet](strafet.md) Torsken är en kurtor. {hard}{'ord ' * 30}."
    mistakes += " Po\u200blisen."
    page.write_text(before.replace("owner:", "ägare: jag\nowner:") + mistakes, encoding="utf-8")
    findings = run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)
    page.write_text(before + mistakes, encoding="utf-8")
    twin = docs / "lagen/straff.lattlast.md"
    twin.write_text(twin.read_text(encoding="utf-8") + "\nDet är 4711 personer. Du söker anstånd.\n", encoding="utf-8")
    (docs / "stod/salja-sex.md").write_text("---\ntitle: Fråga\n---\nHej.\n", encoding="utf-8")
    findings += run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)
    for row in rows[1:]:  # the first is the head
        pattern = ".+".join(map(re.escape, row.split("…")))
        assert any(re.match(pattern, finding.message) for finding in findings), row
    assert len(rows) > 10


def test_the_waiver_that_the_guide_shows_is_needed(docs: Path, settings: Settings) -> None:
    page, text = next(pair for pair in examples("sida") if "tillåt" in pair[1])
    (docs / f"{page}.md").write_text(re.sub("<!-- tillåt.*-->", "", text), encoding="utf-8")
    findings = run_checks(load_site(docs, "docs"), settings, TODAY)
    assert any(one.rule == "term-avoid" and one.path == f"docs/{page}.md" for one in findings)
