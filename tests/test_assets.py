"""The site's own files: bundles, addresses with hashes, and links between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.site.assets import read_assets

TOKENS = ":root { --c: red; --d: blue }"


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_one_asset_in_the_order_of_its_names(tmp_path: Path) -> None:
    folder = _write(tmp_path, {"a.css/2-b.css": "b {}", "a.css/1-a.css": "a {}", "x.svg": "<svg/>"})
    assets = read_assets(folder, {})
    assert assets["a.css"].content == b"a {}\nb {}\n"
    assert list(assets) == ["x.svg", "a.css"]


def test_the_address_changes_with_the_content(tmp_path: Path) -> None:
    first = read_assets(_write(tmp_path, {"x.y.svg": "1"}), {})["x.y.svg"].address
    second = read_assets(_write(tmp_path, {"x.y.svg": "2"}), {})["x.y.svg"].address
    assert first.startswith("assets/x.y.") and first.endswith(".svg") and first != second


def test_a_stylesheet_names_other_assets_by_their_addresses(tmp_path: Path) -> None:
    folder = _write(tmp_path, {"a.css": '@font-face { src: url("font.woff2") }'})
    assets = read_assets(folder, {"font.woff2": b"font"})
    wanted = assets["font.woff2"].address.removeprefix("assets/")
    assert f'url("{wanted}")' in assets["a.css"].content.decode()


def test_a_stylesheet_that_names_what_does_not_exist_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        read_assets(_write(tmp_path, {"a.css": 'a { background: url("gone.svg") }'}), {})


def test_comments_and_indentation_are_not_published(tmp_path: Path) -> None:
    style = "/* why\n   so */\na {\n  color: red; /* x */\n}\n"
    script = '// why\nlet a = "https://x"; // kept\n  // more\n  f();\n'
    assets = read_assets(_write(tmp_path, {"a.css": style, "a.js": script, "a.svg": "<!-- x -->\n  <svg/>"}), {})
    assert assets["a.css"].content == b"a {\ncolor: red;\n}\n"
    assert assets["a.js"].content == b'let a = "https://x"; // kept\nf();\n'
    assert assets["a.svg"].content == b"<!-- x -->\n  <svg/>"


def test_a_piece_that_this_build_does_without_is_left_out_of_its_bundle(tmp_path: Path) -> None:
    folder = _write(tmp_path, {"a.css/1-fonts.css": '@font-face { src: url("gone.woff2") }', "a.css/2-b.css": "b {}"})
    assert read_assets(folder, {}, {"a.css/1-fonts.css"})["a.css"].content == b"b {}\n"


def test_a_token_that_no_style_asks_for_is_not_published(tmp_path: Path) -> None:
    style = (
        ":root { --a: 1px; --picture-a: #fff; }\n@media print { :root { --a: 2px; --b: 3px; } }\np { margin: var(--a) }"
    )
    script = 'sheet.insertRule("p { color: var(--c) }");'
    folder = _write(tmp_path, {"a.css": style, "b.css": "i { color: var(--d) }", "c.js": script, "e.css": TOKENS})
    assets = read_assets(folder, {})
    content = assets["a.css"].content.decode()
    assert content.count("--a: ") == 2 and "picture" not in content and "--b" not in content
    assert "--c" in assets["e.css"].content.decode() and "--d" in assets["e.css"].content.decode()
