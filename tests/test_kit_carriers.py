"""A changed fact is met in files that people have copies of: the receipt must name each of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA
from lesson_record import RECORD

from campaign.content.pages import Site, load_site
from campaign.editing.carriers import carriers_of

HEAD = "---\ntitle: {title}\ndescription: Om {title}.\n{extra}---\n{body}\n"
FACT = "[[fakta:kop-distans]]"


def page(title: str, extra: str = "", body: str = "Text.") -> str:
    return HEAD.format(title=title, extra=extra, body=body)


@pytest.fixture
def site(write_docs: Callable[..., Path]) -> Site:
    files = {
        "lagen/index.md": page("Lagen", body=FACT),
        "skola/brev-hem.md": page("Brev hem"),
        "skola/brev-hem.lattlast.md": page("Brev lätt", body=FACT),
        "skola/lektioner/lagen.md": page("Ett", "kind: lektion\n" + RECORD.format(id="lagen")),
        "skola/lektioner/lagen.lattlast.md": page("Ett lätt", body=FACT),
        "skola/lektioner/lagen-elev.md": page("Blad", "kind: elevblad\n"),
        "skola/lektioner/lagen-elev.lattlast.md": page("Blad lätt", body=FACT),
        "yrkesverksamma/utbildning.md": page("Personal", "kind: personal\n" + RECORD.format(id="personal"), FACT),
    }
    return load_site(write_docs(files, data=DATA))


def names(site: Site, fact: str) -> list[str]:
    found = (carrier.title.split(": ")[1] for carrier in carriers_of(site, "facts", fact) if carrier.printed)
    return sorted(set(found))


def test_a_fact_in_a_sheet_a_letter_and_the_staffs_package_names_the_files_that_hold_them(site: Site) -> None:
    assert names(site, "kop-distans") == [
        "alla-lektioner.imscc", "alla-lektioner.pdf", "brev-hem-lattlast.docx", "fickkort.pdf",
        "lektion-1-lagen-elevblad-lattlast.pdf", "lektion-1-lagen-hafte.pdf", "lektion-1-lagen.imscc",
        "personal-bilder.pptx", "personal-plan.docx", "personal-plan.pdf",
    ]  # fmt: skip


def test_what_a_lesson_says_of_the_curriculum_stands_in_the_leaders_files_only(site: Site) -> None:
    found = names(site, "kop-brott")
    assert {"lektion-1-lagen-plan.pdf", "lektion-1-lagen-plan.docx", "alla-lektioner.pdf"} <= set(found)
    assert not [name for name in found if "elevblad" in name or "brev" in name]
