"""Pairs of variants: the hash of the ordinary text, and the four states of a twin."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

import pytest

from campaign.content.pages import Page, Site, Variant
from campaign.content.variants import TwinState, source_hash, twin_state

MakeSite = Callable[[Mapping[str, str]], Site]


def page(make_site: MakeSite, body: str, title: str = "A") -> Page:
    found = make_site({"a.md": f"---\ntitle: {title}\n---\n{body}"}).page("a")
    assert found is not None
    return found


def test_the_hash_is_the_first_eight_of_sha256_over_the_words(make_site: MakeSite) -> None:
    wanted = hashlib.sha256("Ett två. ## Tre".encode()).hexdigest()[:8]
    assert source_hash(page(make_site, "\nEtt\n  två.\n\n## Tre\n")) == wanted


@pytest.mark.parametrize(
    "body", ["\nEtt två.\n", "Ett   två.", "Ett\ntvå.\n\n\n", "Ett två.\n<!-- en\nkommentar -->\n", "\tEtt\r\ntvå.\r\n"]
)
def test_white_space_and_comments_do_not_change_the_hash(make_site: MakeSite, body: str) -> None:
    assert source_hash(page(make_site, body)) == hashlib.sha256("Ett två.".encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    "body", ["Ett, två.", "Ett tvåa.", "ett två.", "Två ett.", "Ett två. [[fakta:a]]", "**Ett** två."]
)
def test_any_change_of_the_text_changes_the_hash(make_site: MakeSite, body: str) -> None:
    assert source_hash(page(make_site, body)) != hashlib.sha256("Ett två.".encode()).hexdigest()[:8]


def test_front_matter_does_not_change_the_hash(make_site: MakeSite) -> None:
    assert source_hash(page(make_site, "Text.", "A")) == source_hash(page(make_site, "Text.", "Annat"))


def pair(make_site: MakeSite, ordinary: str | None, twin: str | None) -> tuple[Page | None, Page | None]:
    files = {"a.md": ordinary, "a.lattlast.md": twin}
    site = make_site({name: text for name, text in files.items() if text is not None})
    return site.page("a"), site.page("a", Variant.LATTLAST)


ORDINARY = "---\ntitle: A\n---\nEtt två.\n"
STAMP = hashlib.sha256("Ett två.".encode()).hexdigest()[:8]


@pytest.mark.parametrize(
    ("ordinary", "twin", "wanted"),
    [
        (ORDINARY, f"---\ntitle: A\nsource_hash: {STAMP}\n---\nEtt.\n", TwinState.CURRENT),
        (ORDINARY, f'---\ntitle: A\nsource_hash: "{STAMP}"\n---\nEtt.\n', TwinState.CURRENT),
        (ORDINARY, "---\ntitle: A\nsource_hash: 00000000\n---\nEtt.\n", TwinState.OUTDATED),
        (ORDINARY, "---\ntitle: A\n---\nEtt.\n", TwinState.OUTDATED),
        (ORDINARY, f"---\ntitle: A\nsource_hash: {STAMP.upper()}x\n---\nEtt.\n", TwinState.OUTDATED),
        (ORDINARY, None, TwinState.MISSING),
        (None, f"---\ntitle: A\nsource_hash: {STAMP}\n---\nEtt.\n", TwinState.ORPHANED),
        (ORDINARY, "", TwinState.CURRENT),
        ("", "---\ntitle: A\nsource_hash: 00000000\n---\nEtt.\n", TwinState.CURRENT),
    ],
    ids="current quoted outdated unstamped other missing orphaned broken-twin broken-ordinary".split(),
)
def test_the_state_of_a_pair(make_site: MakeSite, ordinary: str | None, twin: str | None, wanted: TwinState) -> None:
    assert twin_state(*pair(make_site, ordinary, twin)) is wanted
