"""The checks of the built HTML, on a small site of two pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from campaign.checks.built_site import check_built_site, read_html
from campaign.content.preview import PREVIEW_MARK as MARK
from campaign.findings import Finding

POLICY = "default-src 'none'"
BASE = "https://kampanj.example/"

PAGE = f"""\
<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="robots" content="noindex">
<title>Start</title>
<link rel="canonical" href="{BASE}">
<link rel="alternate" hreflang="sv" href="{BASE}">
<link rel="alternate" hreflang="sv-simple" href="{BASE}lattlast/">
<link rel="alternate" hreflang="x-default" href="{BASE}">
<link rel="stylesheet" href="stil.css">
<script src="skript.js"></script>
</head>
<body>
<p>{MARK}</p>
<h1 id="topp">Start</h1>
<p><a href="lattlast/">Lättläst</a> <a href="#topp">Upp</a> <a href="https://bris.se/">Bris</a>
<a href="tel:112">112</a> <img src="bild.svg" alt=""></p>
</body>
</html>
"""
TWIN = (
    PAGE.replace('<html lang="sv">', '<html lang="sv-simple">')
    .replace("<title>Start</title>", "<title>Start – lättläst</title>")
    .replace(f'rel="canonical" href="{BASE}"', f'rel="canonical" href="{BASE}lattlast/"')
    .replace('href="lattlast/"', 'href="../"')
    .replace('href="stil.css"', 'href="../stil.css"')
    .replace('src="skript.js"', 'src="../skript.js"')
    .replace('src="bild.svg"', 'src="../bild.svg"')
)
FILES = {"index.html": PAGE, "lattlast/index.html": TWIN, "stil.css": "", "skript.js": "", "bild.svg": ""}

Check = Callable[..., list[Finding]]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Writes the small site, with changes (an empty text leaves a file out), and checks it."""

    def checker(changes: Mapping[str, str] = {}, mark: str = MARK) -> list[Finding]:
        for name, text in {**FILES, **changes}.items():
            if text or not name.endswith(".html"):
                (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
                (tmp_path / name).write_text(text, encoding="utf-8")
        return check_built_site(tmp_path, POLICY, mark)

    return checker


def rules(findings: list[Finding]) -> list[str]:
    return [finding.rule for finding in findings]


def with_body(html: str) -> dict[str, str]:
    return {"index.html": PAGE.replace("</body>", f"{html}\n</body>")}


def test_a_sound_site_has_no_findings(check: Check) -> None:
    assert check() == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<h1 id="topp">Start</h1>', '<h2 id="topp">Start</h2>', "built-heading"),
        ("</h1>", "</h1><h1>Två</h1>", "built-heading"),
        ("default-src 'none'", "default-src *", "built-policy"),
        ('<meta http-equiv="Content-Security-Policy"', '<meta name="x"', "built-policy"),
        ("<body>", '<body onload="x()">', "built-inline"),
        ("<body>", '<body style="color: red">', "built-inline"),
        ("<body>", "<body><style>p {}</style>", "built-inline"),
        ("<body>", "<body><script>x()</script>", "built-inline"),
        ("<body>", '<body><script type="module">x()</script>', "built-inline"),
        ('src="skript.js"', 'src="https://cdn.se/x.js"', "built-third-party"),
        ('src="bild.svg"', 'src="//cdn.se/x.svg"', "built-third-party"),
        ('rel="stylesheet" href="stil.css"', 'rel="stylesheet" href="http://cdn.se/x.css"', "built-third-party"),
        ('src="bild.svg"', 'src="data:image/png;base64,AAAA"', "built-third-party"),
        ("<body>", '<body><iframe src="https://cdn.se/"></iframe>', "built-third-party"),
        ('src="bild.svg"', 'src="bild.svg" srcset="https://cdn.se/x.svg 2x"', "built-third-party"),
        ("<body>", '<body><p id="topp"></p>', "built-id-duplicate"),
        ("</body>", '<section id="granskning" data-granskning></section></body>', "built-panel"),
        ("</body>", "<p>[[tjanst:bris]]</p></body>", "built-shortcode"),
        ("</body>", "<p>[saknas]</p></body>", "built-shortcode"),
        (f"<p>{MARK}</p>", "", "built-preview-unmarked"),
        ('content="noindex"', 'content="index"', "built-preview-unmarked"),
        ('href="#topp"', 'href="#botten"', "built-anchor-broken"),
        ('href="lattlast/"', 'href="lattlast/#botten"', "built-anchor-broken"),
        ('href="lattlast/"', 'href="latlast/"', "built-link-broken"),
        ('href="lattlast/"', 'href="/lattlast/"', "built-link-broken"),
        ('href="lattlast/"', 'href="../lattlast/"', "built-link-broken"),
        ('src="bild.svg"', 'src="bildd.svg"', "built-link-broken"),
        ('href="stil.css"', 'href="still.css"', "built-link-broken"),
        ("<title>Start</title>", "", "built-title"),
        ("<title>Start</title>", "<title> </title>", "built-title"),
        ("<title>Start</title>", "<title>Start – lättläst</title>", "built-title"),
    ],
)
def test_one_fault_is_one_finding(check: Check, old: str, new: str, rule: str) -> None:
    assert old in PAGE
    assert rules(check({"index.html": PAGE.replace(old, new, 1)})) == [rule]


@pytest.mark.parametrize("name", ["assets/panel.0a1b2c3d.js", "sida-vid-sida/bild.svg", "lagen/sida-vid-sida/x.css"])
def test_a_file_of_the_editors_panel_is_found(check: Check, name: str) -> None:
    assert [(found.path, found.rule) for found in check({name: ""})] == [(f"site/{name}", "built-panel")]


def test_a_finding_names_the_file_and_the_line(check: Check) -> None:
    [finding] = check({"index.html": PAGE.replace('href="lattlast/"', 'href="latlast/"', 1)})
    assert (finding.path, finding.line) == ("site/index.html", 18)
    assert "latlast/" in finding.message


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f'hreflang="sv-simple" href="{BASE}lattlast/"', 'hreflang="sv-simple" href="lattlast/"'),
        (f'hreflang="sv-simple" href="{BASE}lattlast/"', f'hreflang="sv-simple" href="{BASE}finns-inte/"'),
        (f'hreflang="sv-simple" href="{BASE}lattlast/"', f'hreflang="lattlast" href="{BASE}lattlast/"'),
    ],
)
def test_an_alternate_that_does_not_lead_to_the_page_of_that_language_is_found(
    check: Check, old: str, new: str
) -> None:
    assert old in PAGE
    found = check({"index.html": PAGE.replace(old, new)})
    assert ("site/index.html", "built-alternate") in [(finding.path, finding.rule) for finding in found]


def test_an_alternate_that_is_not_answered_is_found(check: Check) -> None:
    twin = TWIN.replace(f'<link rel="alternate" hreflang="sv" href="{BASE}">\n', "")
    assert twin != TWIN
    found = check({"lattlast/index.html": twin})
    assert [(finding.path, finding.rule) for finding in found] == [("site/index.html", "built-alternate")]


@pytest.mark.parametrize("tag", ['<html lang="en">', "<html>", '<html lang="sv-simple">', '<html lang="sv_SE">'])
def test_a_page_in_another_language_is_found(check: Check, tag: str) -> None:
    found = check({"index.html": PAGE.replace('<html lang="sv">', tag)})
    assert ("site/index.html", "built-language") in [(finding.path, finding.rule) for finding in found]


@pytest.mark.parametrize("missing", ["index.html", "lattlast/index.html"])
def test_a_start_page_that_is_missing_in_either_variant_is_found(check: Check, missing: str) -> None:
    assert "built-start-missing" in rules(check({missing: ""}))


def test_an_empty_folder_is_no_site(tmp_path: Path) -> None:
    assert rules(check_built_site(tmp_path, POLICY, MARK)) == ["built-start-missing"]


def test_the_lattlast_folder_must_have_its_own_language(check: Check) -> None:
    twin = TWIN.replace('<html lang="sv-simple">', '<html lang="sv">').replace('content="noindex"', 'content=""')
    assert "built-language" in rules(check({"lattlast/index.html": twin}))


def test_a_fallback_that_says_it_is_ordinary_and_is_not_indexed_passes_the_language_check(check: Check) -> None:
    twin = TWIN.replace('<html lang="sv-simple">', '<html lang="sv">')
    assert "built-language" not in rules(check({"lattlast/index.html": twin}))


#: A short address; it is read after the page that it leads to.
SHORT = f"""\
<!doctype html>
<html lang="sv">
<head>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url=../lattlast/">
<link rel="canonical" href="{BASE}">
<title>vidare</title>
</head>
<body><h1>Sidan har en längre adress</h1><p><a href="../lattlast/">Start</a> {MARK}</p></body>
</html>
"""


def test_a_short_address_does_not_hide_the_page_that_it_leads_to(check: Check) -> None:
    assert check({"vidare/index.html": SHORT}) == []


def test_a_short_address_does_not_stand_for_a_page_that_is_gone(check: Check) -> None:
    assert "built-alternate" in rules(check({"index.html": "", "vidare/index.html": SHORT}))


def test_a_release_must_not_carry_the_mark_of_a_preview(check: Check) -> None:
    assert set(rules(check(mark=""))) == {"built-preview-marked"}


def test_a_release_without_the_mark_passes(check: Check) -> None:
    changes = {name: FILES[name].replace(f"<p>{MARK}</p>", "") for name in ("index.html", "lattlast/index.html")}
    assert check(changes, mark="") == []


def test_the_error_page_may_link_from_the_root(check: Check) -> None:
    lost = PAGE.replace("<title>Start</title>", "<title>Finns inte</title>").replace('href="lattlast/"', 'href="/"')
    lost = "\n".join(row for row in lost.splitlines() if "alternate" not in row and "canonical" not in row)
    assert check({"404.html": lost}) == []


@pytest.mark.parametrize(
    "html",
    ['<a href="mailto:a@b.se">x</a>', '<a href="lattlast/index.html#topp">x</a>', '<a href=".">x</a>',
     '<a href="">x</a>',
     '<a href="./#topp">x</a>', '<a href="bild.svg?v=1">x</a>', '<a href="bild%2Esvg">x</a>', "<p>a [b] c</p>",
     '<script type="application/ld+json">{"a": [[1]]}</script>', "<p>style och onload är ord</p>"],
)  # fmt: skip
def test_what_is_sound_is_not_found(check: Check, html: str) -> None:
    assert check(with_body(html)) == []


@pytest.mark.parametrize(
    "html",
    ['<a href="http://[">x</a>', '<img src="//[" alt="">', "<p", "<!--", "<![CDATA[", "</html></html>",
     '<a href="\x00">x</a>', "<p>" * 5000, '<a href="' + "../" * 500 + '">x</a>'],
    ids=["address", "image", "tag", "comment", "cdata", "ends", "null", "depth", "up"],
)  # fmt: skip
def test_hostile_html_is_read_without_an_exception(check: Check, html: str) -> None:
    assert isinstance(check(with_body(html)), list)


def test_a_link_that_runs_script_is_found(check: Check) -> None:
    assert rules(check(with_body('<a href="javascript:alert(1)">x</a>'))) == ["built-inline"]


def test_a_file_is_read_into_what_the_checks_ask(tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    file.write_text(PAGE, encoding="utf-8")
    page = read_html(file, "index.html")
    assert (page.language, page.title, page.headings, page.policy) == ("sv", "Start", 1, POLICY)
    assert page.canonical == BASE
    assert set(page.alternates) == {"sv", "sv-simple", "x-default"}
    assert ("lattlast/", 18) in page.links
    assert [address for address, _ in page.resources] == ["stil.css", "skript.js", "bild.svg"]
