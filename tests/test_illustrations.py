"""Illustrations: their schema, how a scene becomes SVG, and every real one."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from real_site import PROJECT

from campaign.content.illustrations import Illustration
from campaign.content.records import load_records
from campaign.images.illustrations import MOST_BYTES, compose, problems, read_vocabulary
from campaign.schema import validate

VOCABULARY = read_vocabulary(PROJECT)
SCENES = load_records(PROJECT / "docs/_data", "docs/_data")[0].illustrations
DOOR = {"shape": "dorr", "x": "240", "y": "250", "size": "180"}
SCENE = {"id": "a", "alt": "En dörr står på glänt.", "background": "bakgrund-rum", "shapes": [DOOR]}


def scene(**changes: Any) -> Illustration:
    return Illustration.model_validate({**SCENE, **changes})


def errors(**changes: Any) -> list[str]:
    return [error.message for error in validate(Illustration, {**SCENE, **changes})[1]]


def test_a_scene_is_read_from_text() -> None:
    placed = scene(shapes=[{**DOOR, "flip": "true", "turn": "-4"}]).shapes[0]
    assert (placed.x, placed.size, placed.flip, placed.turn) == (240, 180, True, -4)


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "Dörr"}, "”id” är ”Dörr”, men blir en adress."),
        ({"alt": "En dörr"}, "”alt” ska vara en mening med punkt."),
        ({"alt": "En dörr. Ett hus."}, "”alt” ska vara en mening med punkt."),
        ({"alt": "ord " * 16 + "."}, "”alt” har 17 ord, högst 15."),
        ({"shapes": []}, "”shapes” ska ha minst 1 värde."),
        ({"shapes": [{**DOOR, "x": "2000"}]}, "”shapes.0.x” ska vara högst 680."),
        ({"shapes": [{**DOOR, "size": "0"}]}, "”shapes.0.size” ska vara minst 4."),
        ({"shapes": [{**DOOR, "turn": "lite"}]}, "”shapes.0.turn” ska vara ett heltal, men är ”lite”."),
        ({"shapes": [{**DOOR, "color": "plum"}]}, "Nyckeln ”color” finns inte."),
        ({"picture": "x"}, "Nyckeln ”picture” finns inte."),
    ],
)
def test_what_does_not_fit_is_told(changes: dict[str, Any], told: str) -> None:
    assert errors(**changes) == [told]


def test_a_shape_stands_with_its_lower_edge_and_its_middle_where_the_scene_says() -> None:
    shape = VOCABULARY.shapes["dorr"]
    assert (shape.width, shape.height) == (120, 180)
    placed = [{**DOOR, "x": "100", "y": "200", "size": "90"}, {**DOOR, "flip": "true"}, {**DOOR, "turn": "-4"}]
    drawn = compose(scene(shapes=placed), VOCABULARY).decode()
    assert re.findall(r'<g transform="([^"]*)"', drawn) == [
        "translate(70 110)scale(.5)",
        "translate(300 70)scale(-1 1)",
        "rotate(-4 240 160)translate(180 70)",
    ]


def test_colours_reach_the_background_and_the_shape() -> None:
    palette = VOCABULARY.palette
    plain = compose(scene(), VOCABULARY).decode()
    painted = compose(scene(colours={"wall": "lilac"}, shapes=[{**DOOR, "colours": {"door": "moss"}}]), VOCABULARY)
    for colour in ("lilac", "moss"):
        assert palette[colour] not in plain and palette[colour] in painted.decode()


def test_everything_that_does_not_exist_is_a_problem_with_its_place() -> None:
    wrong = scene(
        background="bakgrund-rumm", shapes=[DOOR, {**DOOR, "shape": "dor"}, {**DOOR, "colours": {"dor": "plumm"}}]
    )
    found = [(problem.number, problem.suggestion) for problem in problems(wrong, VOCABULARY)]
    assert found == [
        (None, "Menade du ”bakgrund-rum”?"),
        (1, "Menade du ”dorr”?"),
        (2, "Menade du ”door”?"),
        (2, "Menade du ”plum”?"),
    ]
    with pytest.raises(KeyError):
        compose(wrong, VOCABULARY)


def test_a_heavy_picture_and_a_background_that_is_a_thing_are_problems() -> None:
    heavy = [problem.message for problem in problems(scene(shapes=[{**DOOR, "shape": "sitter"}] * 8), VOCABULARY)]
    assert len(heavy) == 1 and "högst 6000" in heavy[0]
    assert [problem.number for problem in problems(scene(background="dorr"), VOCABULARY)] == [None]


@pytest.mark.parametrize("key", sorted(SCENES))
def test_every_picture_is_small_plain_and_of_the_palette(key: str) -> None:
    assert list(problems(SCENES[key], VOCABULARY)) == []
    content = compose(SCENES[key], VOCABULARY)
    assert len(content) <= MOST_BYTES
    assert content == compose(SCENES[key], VOCABULARY)
    root = ElementTree.fromstring(content)
    assert root.get("viewBox") == "0 0 480 300"
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg", "filter", "feDropShadow", "path", "circle", "ellipse", "rect", "g"
    }  # fmt: skip
    names = {name for element in root.iter() for name in element.attrib}
    assert not {name for name in names if "href" in name or name in ("style", "class") or name.startswith("on")}
    colours = {element.get(name) for element in root.iter() for name in ("fill", "stroke", "flood-color")}
    assert colours <= {None, "none", *VOCABULARY.palette.values()}
    assert all(len(number) <= 5 for number in re.findall(r"\.\d+", content.decode()))


def test_every_picture_has_words_of_its_own() -> None:
    alts = [item.alt for item in SCENES.values()]
    assert len(set(alts)) == len(alts) >= 45
