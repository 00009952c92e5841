"""The site's own files: bundles, addresses with hashes, and links between them."""

from __future__ import annotations

from pathlib import Path

import pytest

from campaign.site.assets import read_assets


def _write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_folder_is_one_asset_in_the_order_of_its_names(tmp_path: Path) -> None:
    folder = _write(tmp_path, {"a.css/2-b.css": "b {}", "a.css/1-a.css": "a {}", "x.svg": "<svg/>"})
    assets = read_assets(folder, {})
    assert assets["a.css"].content == b"a {}\nb {}"
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


def test_a_script_is_published_without_its_lines_of_comment_and_keeps_all_else(tmp_path: Path) -> None:
    text = '// Why.\n"use strict";\n  // Here.\nconst a = "//x"; // kept\n'
    assets = read_assets(_write(tmp_path, {"a.js": text, "b.js/1.js": "// c\nb();\n", "c.svg": "// <svg/>\n"}), {})
    assert assets["a.js"].content == b'"use strict";\nconst a = "//x"; // kept\n'
    assert assets["b.js"].content == b"b();\n" and assets["c.svg"].content == b"// <svg/>\n"
