"""A line in nav.yml, with every other byte as it was."""

from __future__ import annotations

import pytest
from real_site import PROJECT

from campaign.editing.menu_lines import MenuError, with_page

REAL = (PROJECT / "docs/_data/nav.yml").read_bytes()
SMALL = "# Menyn\nsections:\n  - id: lagen\n    title: L\n    lattlast: L\n    pages:{pages}\n"


def added(before: bytes, after: bytes) -> list[str]:
    """The lines that are new; every other line is the same and in the same order."""
    old, new = before.decode().splitlines(), after.decode().splitlines()
    rest = iter(new)
    extra = []
    for line in old:
        for candidate in rest:
            if candidate == line:
                break
            extra.append(candidate)
        else:
            raise AssertionError(line)
    return extra + list(rest)


def test_the_real_menu_gets_one_line_after_the_page() -> None:
    new = with_page(REAL, "vuxna", "tandvard", "taxi")
    assert new.replace(b"      - taxi\n      - tandvard\n", b"      - taxi\n") == REAL
    assert added(REAL, new) == ["      - tandvard"]


def test_without_a_place_the_page_comes_last() -> None:
    new = with_page(REAL, "lagen", "ny").decode()
    assert "      - andra-lander\n      - ny\n  - id: stod\n" in new
    assert with_page(REAL, "om", "ny").decode().endswith("      - redigera\n      - ny\n")


@pytest.mark.parametrize(
    ("pages", "after", "wanted"),
    [
        ("\n      - a # om a\n      - b", "a", "\n      - a # om a\n      - ny\n      - b"),
        ("\n      # 1\n      - a\n      # 2\n      - 'b'", "",
         "\n      # 1\n      - a\n      # 2\n      - 'b'\n      - ny"),
        ("\n    - a\n    - b", "b", "\n    - a\n    - b\n    - ny"),
        ("\n      -   a", "", "\n      -   a\n      -   ny"),
        (" [a, b] # alla", "a", " [a, ny, b] # alla"),
        (" [a,\n      b]", "", " [a,\n      b, ny]"),
        (" []", "", " [ny]"),
    ],
)  # fmt: skip
def test_every_way_of_writing_the_list(pages: str, after: str, wanted: str) -> None:
    for ending in ("\n", "\r\n"):
        text = SMALL.format(pages=pages).replace("\n", ending).encode()
        assert with_page(text, "lagen", "ny", after) == SMALL.format(pages=wanted).replace("\n", ending).encode()


def test_a_last_line_without_an_end() -> None:
    text = SMALL.format(pages="\n      - a").rstrip().encode()
    assert with_page(text, "lagen", "ny") == text + b"\n      - ny\n"


@pytest.mark.parametrize(
    ("content", "section", "after", "said"),
    [
        (REAL, "lagn", "", "Avdelningen ”lagn” finns inte i nav.yml. Menade du ”lagen”?"),
        (REAL, "lagen", "strafet", "Sidan ”strafet” står inte under lagen i nav.yml. Menade du ”straff”?"),
        (b"sections: [", "lagen", "", "finns inte i nav.yml"),
        (b"", "lagen", "", "finns inte i nav.yml"),
    ],
)
def test_what_cannot_be_written_is_said_in_swedish(content: bytes, section: str, after: str, said: str) -> None:
    with pytest.raises(MenuError) as caught:
        with_page(content, section, "ny", after)
    assert said in str(caught.value)
