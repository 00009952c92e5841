"""The vocabulary of shapes and its palette: the real files, and what is refused in one."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY
from real_site import PROJECT

from campaign.checks import run_checks
from campaign.content.pages import Site
from campaign.images.palette import TOKENS, read_palette
from campaign.images.shapes import FOLDER, ShapeError, draw, parse_shape, read_shapes
from campaign.settings import Settings

PALETTE = {"teal": "#0b4650", "plum": "#6a3650", "skin-1": "#f7d6b8"}
PATH = '<path d="M0 0h9v9z" fill="teal"/>'


def svg(body: str, box: str = "0 0 10 20") -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">{body}</svg>'.encode()


def test_the_palette_is_the_stylesheet_s_picture_colours_and_nothing_else() -> None:
    style = ":root { --paper: #fffaf3; --picture-teal: #0b4650; --picture-skin-1: #abc;\n--picture-big: 3rem }"
    assert read_palette(style) == {"teal": "#0b4650", "skin-1": "#abc"}
    real = read_palette((PROJECT / TOKENS).read_text(encoding="utf-8"))
    assert {"teal", "apricot", "sand", "cream", "plum", "night", "leaf", "clay", "skin-1", "skin-5"} <= real.keys()
    assert len(set(real.values())) == len(real)


def test_every_shape_of_the_project_can_be_drawn() -> None:
    palette = read_palette((PROJECT / TOKENS).read_text(encoding="utf-8"))
    shapes, errors = read_shapes(PROJECT / FOLDER, palette)
    assert errors == {}
    assert len(shapes) == len(list((PROJECT / FOLDER).iterdir())) >= 60
    for shape in shapes.values():
        drawn = draw(shape, palette, {})
        assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', drawn)) <= {*palette.values(), "none"}, shape.name


def test_a_part_is_painted_as_the_picture_says_and_else_as_the_shape_says() -> None:
    body = '<path d="M0 0h9v9z" fill="coat:teal"/><g stroke="plum"><circle r="2" fill="coat:teal"/></g>'
    shape = parse_shape("x", svg(body), PALETTE)
    assert (shape.width, shape.height, shape.slots) == (10, 20, {"coat": "teal"})
    assert draw(shape, PALETTE, {}).count("#0b4650") == 2
    repainted = '<path d="M0 0h9v9z" fill="#6a3650"/><g stroke="#6a3650"><circle r="2" fill="#6a3650"/></g>'
    assert draw(shape, PALETTE, {"coat": "plum"}) == repainted


def test_a_cut_edge_gets_the_picture_s_shadow() -> None:
    shape = parse_shape("x", svg('<path d="M0 0h9v9z" fill="teal" filter="cut"/>'), PALETTE)
    assert 'filter="url(#cut)"' in draw(shape, PALETTE, {})


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<path d="M0 0" fill="#0b4650"/>', "Färgen ”#0b4650” finns inte"),
        ('<path d="M0 0" fill="coat:teel"/>', "Menade du ”teal”?"),
        ('<path d="M0 0" fill="url(#a)"/>', "Färgen"),
        ('<path d="M0 0" fill="coat:teal"/><path d="M0 0" fill="coat:plum"/>', "Delen coat har två färger"),
        ('<path d="M0 0" style="fill:red"/>', "Attributet style"),
        ('<path d="M0 0" onclick="x()"/>', "Attributet onclick"),
        ('<path d="M0 0" id="a"/>', "Attributet id"),
        ('<path d="url(x)"/>', "Attributet d="),
        ('<path d="M0 0" filter="url(#b)"/>', "filter kan bara vara cut"),
        ("<script>x()</script>", "Elementet script"),
        ("<text>Hej</text>", "Elementet text"),
        ('<g><image href="x.png"/></g>', "Elementet image"),
        ('<use href="#a"/>', "Elementet use"),
        ("<path", "inte hel SVG"),
    ],
)
def test_what_a_shape_may_not_hold_is_refused_in_words(body: str, told: str) -> None:
    with pytest.raises(ShapeError, match=re.escape(told)):
        parse_shape("x", svg(body), PALETTE)


@pytest.mark.parametrize("box", ["", "0 0 10", "5 0 10 10", "0 0 0 10"])
def test_a_shape_says_how_large_its_box_is(box: str) -> None:
    with pytest.raises(ShapeError, match="viewBox"):
        parse_shape("x", svg(PATH, box), PALETTE)


def test_a_file_that_is_no_shape_is_a_finding(
    make_site: Callable[..., Site], settings: Settings, tmp_path: Path
) -> None:
    project = tmp_path / "project"
    shutil.copytree(PROJECT / FOLDER, project / FOLDER)
    (project / TOKENS).parent.mkdir(parents=True)
    shutil.copy(PROJECT / TOKENS, project / TOKENS)
    site, changed = make_site({}), dataclasses.replace(settings, project=project)

    def told() -> list[tuple[str, str]]:
        return [(item.path, item.rule) for item in run_checks(site, changed, TODAY) if item.rule == "shape-invalid"]

    assert told() == []
    (project / FOLDER / "fel.svg").write_bytes(svg("<script/>"))
    (project / FOLDER / "kodning.svg").write_bytes(b"\xff\xfe\xff")
    assert told() == [("overrides/shapes/fel.svg", "shape-invalid"), ("overrides/shapes/kodning.svg", "shape-invalid")]
    (project / TOKENS).unlink()
    assert told() == [(TOKENS.as_posix(), "shape-invalid")]
