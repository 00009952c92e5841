"""Ten bad inputs, side by side with sound pages: exactly ten findings, each with file, line and cure, no traceback."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest
from conftest import DATA, NO_ADDRESSES, OWN_WORDS, TODAY
from real_site import run_campaign

from campaign.content.help_bar import EVERYWHERE_ELSE, GROUPS
from campaign.content.records import FILES

HELP = sorted({item.service for group in [*GROUPS, EVERYWHERE_ELSE] for item in group.items} | {"sos-112"})
SERVICES = "services:\n" + "".join(
    f"  - id: {service}\n    name: Stöd {number}\n    who: Alla\n    what: Du kan ringa.\n    lattlast: Du kan ringa.\n"
    f"    operator: Staden\n    for: [alla]\n    show: link\n    url: https://www.stockholm.se/\n"
    f"    checked_on: {TODAY}\n    confidence: high\n"
    for number, service in enumerate(HELP)
)
DESCRIPTION = "En mening om vad du som läser får veta på den här sidan om lagen."


def stamp(body: str) -> str:
    """The source hash of a body: first 8 of sha256 over its words."""
    return hashlib.sha256(" ".join(body.split()).encode()).hexdigest()[:8]


def ordinary(name: str, body: str) -> str:
    return f"---\ntitle: Sidan om {name}\ndescription: {DESCRIPTION}\n---\n\n{body}\n"


def twin(name: str, body: str) -> str:
    text = "Kort om lagen. Fråga gärna en vuxen om något är svårt att förstå.\n\n[[bild:dorr-pa-glant]]"
    return (
        f"---\ntitle: Lättläst om {name}\ndescription: {DESCRIPTION}\nsource_hash: {stamp(body)}\n---\n\n{text}\n"
    )  # fmt: skip


BODY = "Det här är en text om lagen. Den är kort."
#: What each page of the sound site says; the start page and nine pages about the law.
BODIES = {
    "index": f"{BODY} Läs [allt om hur det hänger ihop](lagen/index.md).",
    "lagen/index": f"{BODY} Läs om [det som är svårt](kolon.md#en-rubrik) och [det som fattas](huvud.md).",
    "lagen/yaml": BODY,
    "lagen/kolon": f"{BODY}\n\n## En rubrik\n\n{BODY}",
    "lagen/latin": BODY,
    "lagen/tvilling": BODY,
    "lagen/huvud": BODY,
    "lagen/kod": BODY,
}
NAV = "sections:\n  - id: lagen\n    title: Lagen\n    lattlast: Lagen\n    pages:\n" + "".join(
    f"      - {page_id.removeprefix('lagen/')}\n" for page_id in BODIES if page_id != "index"
)


def write_sound_site(docs: Path) -> None:
    """A small site without any finding: every page with its twin, in the navigation, every data file."""
    texts = {f"_data/{name}.yml": text for name, text in {**DATA, "services": SERVICES, "nav": NAV}.items()}
    texts |= {"_data/ord.txt": OWN_WORDS, "_data/adresser.txt": NO_ADDRESSES}
    for page_id, body in BODIES.items():
        name = page_id.replace("/", " ")
        texts[f"{page_id}.md"] = ordinary(name, body)
        texts[f"{page_id}.lattlast.md"] = twin(name, body)
    for file, text in texts.items():
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).write_text(text, encoding="utf-8")


def spoil(docs: Path, missing: str) -> dict[tuple[str, int], str]:
    """Makes the ten bad inputs; gives the rule to be found at each file and line."""
    (docs / "lagen/yaml.md").write_text(f"---\ntitle: Lagen\ndescription: 'Vad' den säger\n---\n\n{BODY}\n", "utf-8")
    (docs / "lagen/kolon.md").write_text(
        f"---\ndescription: {DESCRIPTION}\ntitle: Lagen: det du behöver veta\n---\n\n## En rubrik\n\n{BODY}\n", "utf-8"
    )
    text = ordinary("latin", "Först en rad.\n\nSedan en räcka bokstäver.").replace("Sidan om latin", "Sidan")
    (docs / "lagen/latin.md").write_bytes(text.encode("latin-1"))
    (docs / "lagen/tvilling.lattlast.md").write_text("", encoding="utf-8")
    (docs / "lagen/huvud.md").write_text(f"---\ntitle: Bara överst\ndescription: {DESCRIPTION}\n---\n", "utf-8")
    body = (
        f"{BODY}\n\nSå står det: [[fakta:kop-brot]]" if missing != "facts" else f"{BODY}\n\nOrdet: [[ordlista:samtyke]]"
    )
    (docs / "lagen/kod.md").write_text(ordinary("kod", body), encoding="utf-8")
    (docs / "lagen/kod.lattlast.md").write_text(twin("kod", body), encoding="utf-8")
    double = "glossary" if missing != "glossary" else "sources"
    old = DATA[double]
    (docs / f"_data/{double}.yml").write_text(old + old.partition("\n")[2], encoding="utf-8")
    outside = docs.parent / "utanfor.md"
    outside.write_text(ordinary("annat", BODY), encoding="utf-8")
    (docs / "lagen/lank.md").symlink_to(outside)
    (docs / "lagen/plan.ny.md").write_text(ordinary("plan", BODY), encoding="utf-8")
    (docs / f"_data/{missing}.yml").unlink()
    return {
        ("lagen/yaml.md", 3): "front-matter-invalid",
        ("lagen/kolon.md", 3): "front-matter-invalid",
        ("lagen/latin.md", 3): "not-utf8",
        ("lagen/tvilling.lattlast.md", 1): "page-empty",
        ("lagen/huvud.md", 1): "page-empty",
        ("lagen/kod.md", 8): "fact-unknown" if missing != "facts" else "glossary-unknown",
        (f"_data/{double}.yml", old.count("\n") + 1): "key-duplicate",
        ("lagen/lank.md", 1): "symlink",
        ("lagen/plan.ny.md", 1): "file-name-invalid",
        (f"_data/{missing}.yml", 1): "data-missing",
    }


def check(docs: Path, *arguments: str) -> tuple[int, str, str]:
    result = run_campaign("check", "--docs", str(docs), "--today", str(TODAY), *arguments)
    return result.returncode, result.stdout, result.stderr


def test_the_site_is_sound_before_it_is_spoilt(tmp_path: Path) -> None:
    write_sound_site(tmp_path / "docs")
    assert check(tmp_path / "docs") == (0, "", "→ Granskar texterna …\n→ 0 fel, 0 varningar.\n")


@pytest.mark.parametrize("missing", FILES)
def test_ten_bad_inputs_give_exactly_ten_findings_with_file_line_and_cure(tmp_path: Path, missing: str) -> None:
    docs = tmp_path / "docs"
    write_sound_site(docs)
    wanted = {(f"{docs}/{file}", line): rule for (file, line), rule in spoil(docs, missing).items()}
    assert len(wanted) == 10
    code, output, errors = check(docs, "--format", "json")
    findings = json.loads(output)
    assert {(item["path"], item["line"]): item["rule"] for item in findings} == wanted
    assert len(findings) == 10
    assert code == 1
    assert errors == "→ Granskar texterna …\n→ 10 fel, 0 varningar.\n"
    for item in findings:
        assert item["severity"] == "error"
        assert item["message"].endswith((".", "…", ":"))
        assert item["suggestion"]


def test_as_text_they_are_ten_lines_and_no_traceback(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_sound_site(docs)
    spoil(docs, "approvals")
    code, output, errors = check(docs)
    assert code == 1
    assert "Traceback" not in output + errors
    rows = output.splitlines()
    assert len(rows) == 10
    assert all(re.fullmatch(rf"{re.escape(str(docs))}/\S+:\d+: .+ \([a-z0-9-]+\)", row) for row in rows)


def test_the_cures_say_what_to_write(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_sound_site(docs)
    spoil(docs, "approvals")
    cures = {item["path"].removeprefix(f"{docs}/"): item["suggestion"] for item in
             json.loads(check(docs, "--format", "json")[1])}  # fmt: skip
    assert 'title: "Lagen: det du behöver veta"' in cures["lagen/kolon.md"]
    assert "UTF-8" in cures["lagen/latin.md"]
    assert cures["lagen/kod.md"] == "Menade du ”kop-brott”?"
    assert "plan-ny.md" in cures["lagen/plan.ny.md"]
    assert "approvals.yml" in cures["_data/approvals.yml"]


def test_when_each_is_mended_the_site_is_sound_again(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    write_sound_site(docs)
    spoil(docs, "approvals")
    for file in ("lagen/lank.md", "lagen/plan.ny.md"):
        (docs / file).unlink()
    write_sound_site(docs)
    assert check(docs)[:2] == (0, "")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("lagen/yaml.md", b"---\ntitle: " + b"[" * 5000 + b"\n---\nText.\n"),
        ("lagen/yaml.md", b"---\ntitle: A\x00B\n---\nText.\n"),
        ("lagen/yaml.md", b"---\nlast_reviewed_on: 9999-12-31\n---\nText.\n"),
        ("lagen/yaml.md", b"---\ntitle: A\n---\n" + b"> " * 2000 + b"x\n"),
        ("lagen/yaml.md", b"---\ntitle: A\n---\n[a](http://[::1) [b](<//[>) ![c](<https://[x>)\n"),
        ("lagen/yaml.md", b"\x00" * 1000),
        ("lagen/yaml.md", b"\xff\xfe---\n"),
        ("_data/facts.yml", b"facts: " + b"{a: " * 5000),
        ("_data/facts.yml", b"facts: &a [*a]\n"),
        ("_data/nav.yml", b"sections: {a: b}\n"),
        ("_data/services.yml", b"services: [[[]]]\n"),
        ("_data/terms.yml", b"terms: [{id: x, match: [''], prefer: [], reason: x, level: error}]\n"),
        ("_data/terms.yml", b"terms: [{id: x, match: ['(a+)+$'], prefer: [], reason: x, level: error}]\n"),
    ],
    ids=["depth", "null", "last day", "quotes", "addresses", "nulls", "utf-16", "braces", "loop", "nav", "lists",
         "empty", "pattern"],
)  # fmt: skip
def test_hostile_input_never_gives_a_traceback(tmp_path: Path, file: str, content: bytes) -> None:
    docs = tmp_path / "docs"
    write_sound_site(docs)
    (docs / file).write_bytes(content)
    code, _, errors = check(docs)
    assert "Traceback" not in errors
    assert code in (0, 1)
