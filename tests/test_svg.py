"""Reading drawings: their size, where they break, and that no entity is unfolded. More: tests/checks/svg-active."""

from __future__ import annotations

import time

import pytest
from real_site import PROJECT

from campaign.images.svg import read_svg

START = '<svg xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('viewBox="0 0 480 300"', (480, 300)), ('viewBox="-5,-5, 10.4 ,9.6"', (10, 10)),
        ('width="90" height="45.5px"', (90, 46)), ('width="100%" height="50" viewBox="0 0 8 4"', (8, 4)),
        ("", None), ('viewBox="0 0 8"', None), ('viewBox="0 0 a b"', None), ('viewBox="0 0 0 4"', None),
        ('viewBox="0 0 -8 4"', None), ('viewBox="0 0 nan 4"', None), ('viewBox="0 0 1e99 4"', None),
        ('width="10em" height="4em"', None), ('viewBox="0 0 .2 .2"', (1, 1)),
    ],
)  # fmt: skip
def test_the_size_comes_from_width_and_height_or_the_view_box(attributes: str, size: tuple[int, int] | None) -> None:
    drawing = read_svg(f"{START} {attributes}/>".encode())
    assert (drawing.size, drawing.problems, drawing.broken) == (size, [], 0)


@pytest.mark.parametrize(("content", "line"), [(b"", 1), (b"\n\n<svg", 3), (b"\xff\xfe\x00", 1), (b"<a>\n</b>", 2),
                                               (b"\x00" * 50, 1), (b"<svg>&finns-inte;</svg>", 1)])  # fmt: skip
def test_a_broken_file_tells_where_it_breaks(content: bytes, line: int) -> None:
    assert read_svg(content).broken == line


def test_entities_are_never_unfolded() -> None:
    layers = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE svg [<!ENTITY a0 "aaaaaaaaaa">{layers}]>{START} viewBox="0 0 9 9"><text>&a11;</text></svg>'
    began = time.monotonic()
    (problem,) = read_svg(bomb.encode()).problems
    assert "DOCTYPE" in problem.message and time.monotonic() - began < 1


def test_the_drawings_of_the_site_are_still_drawings() -> None:
    files = [*(PROJECT / "docs").rglob("*.svg"), *(PROJECT / "overrides/assets").glob("*.svg")]
    assert files
    for path in files:
        drawing = read_svg(path.read_bytes())
        assert drawing.size and not drawing.problems and not drawing.broken, path
