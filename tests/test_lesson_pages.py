"""What a lesson's page shows of its record, in a real build: the table, the goals; other pages for staff show none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from real_site import PROJECT
from small_project import make_project, mkdocs_build, page

from campaign.content.lesson_pages import is_for_pupils, is_for_staff, plan_of, pupils_lessons
from campaign.content.pages import Variant, load_site

STAFF = {
    "id": "personal", "purpose": "Att öva.", "workplaces": ["lss", "fritidsgard"], "minutes": 30,
    "prepare_minutes": 20, "group": "Två och två", "material": ["penna", "fickkort"], "goals": ["fråga", "anmäla"],
}  # fmt: skip
LESSON = {
    "id": "lagen", "purpose": "Att lära.", "years": ["9", "gymnasiet"], "minutes": 60, "short_minutes": 40,
    "subjects": ["samhallskunskap"], "prepare_minutes": 20, "group": "Par", "material": ["tavla"],
    "goals": ["förklara", "berätta"], "curriculum": ["ssr-2022"], "tried_on": "2026-11-20",
}  # fmt: skip
BODY = "Ingress.\n\n## Steg för steg\n\n### Start, 30 minuter\n\nText."
CARD = "\n\n## Fickkort\n\n1. Fråga enskilt.\n"
PAGES = {
    "index.md": page("Start", kind="landning"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Vanlig", BODY, kind="personal"),
    "lagen/index.lattlast.md": page("Vanlig lätt"),
    "lagen/straff.md": page("Utbildning", BODY + CARD, kind="personal", lattlast="kort", lesson=STAFF),
    "lagen/straff.lattlast.md": page("Utbildning lätt"),
    "lagen/ensam.md": page("Lektion", BODY, kind="lektion", lattlast="kort", lesson=LESSON),
    "lagen/ensam.lattlast.md": page("Lektion lätt"),
}
ROW = re.compile(r'<tr><th scope="row">(.+?)</th><td>(.+?)</td></tr>')


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = make_project(tmp_path_factory.mktemp("lessons") / "project", PAGES)
    result = mkdocs_build(project, project / "out")
    assert result.returncode == 0, result.stderr
    return project / "out"


def html(built: Path, address: str) -> str:
    return (built / address / "index.html").read_text(encoding="utf-8")


def test_the_staff_package_shows_what_it_needs_and_its_goals(built: Path) -> None:
    text = html(built, "lagen/straff")
    assert ROW.findall(text) == [
        ("Tid", "30 minuter"), ("Arbetsplats", "LSS och fritidsgård"), ("Grupp", "Två och två"),
        ("Material", "Penna och fickkort"), ("Förberedelse", "20 minuter"),
    ]  # fmt: skip
    assert "Inte prövad på en arbetsplats ännu." in text
    assert re.search(r"Efter mötet kan du</p>\s*<ul>\s*<li>fråga</li>\s*<li>anmäla.</li>", text)
    assert "Steg för steg" in text and "styrdokument" not in text


def test_another_page_for_staff_and_a_lattlast_one_show_no_table(built: Path) -> None:
    for address in ("lagen", "lattlast/lagen", "lattlast/lagen/straff", "lattlast/lagen/ensam"):
        text = html(built, address)
        assert ROW.findall(text) == [] and 'id="mal"' not in text, address
    assert "Steg för steg" in html(built, "lagen")


def test_a_lesson_shows_its_record_and_the_day_it_was_tried(built: Path) -> None:
    text = html(built, "lagen/ensam")
    assert dict(ROW.findall(text)) == {
        "Årskurs": "9 och gymnasiet", "Tid": "60 minuter, kort version 40 minuter", "Ämne": "Samhällskunskap",
        "Grupp": "Par", "Material": "Tavla", "Förberedelse": "20 minuter",
    }  # fmt: skip
    assert "Prövad i klass den 20 november 2026." in text
    assert "Efter lektionen kan eleven" in text and 'id="styrdokument"' in text


def test_which_pages_are_lessons() -> None:
    site = load_site(PROJECT / "docs", "docs")
    assert len(list(pupils_lessons(site))) == 8
    for page_id, pupils, staff in (
        ("skola/lektioner/lagen", True, False), ("skola/lektioner/lagen-elev", False, False),
        ("yrkesverksamma/utbildning", False, True), ("yrkesverksamma/vaga-fraga", False, False),
    ):  # fmt: skip
        found = site.page(page_id)
        assert found and (is_for_pupils(found), is_for_staff(found)) == (pupils, staff)
        assert (plan_of(found) is not None) == (pupils or staff)
        twin = site.page(page_id, Variant.LATTLAST)
        assert twin and plan_of(twin) is None
