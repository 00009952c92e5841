"""Pictures in real builds: what is published and what is not, what a browser gets, and what stops a build."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import MOVED, serve
from PIL import ExifTags, Image
from playwright.sync_api import Browser
from real_site import run_campaign
from small_project import FOLDER_URL, PAGES, make_project, mkdocs_build, page

from campaign.checks.built_site import check_built_site
from campaign.content.preview import PREVIEW_MARK
from campaign.site.security import POLICY

SECRET = b"HEMLIGPLATS"
BODY = """\
Ett första stycke.

![En "gata" & <hus>](../bilder/gata.jpg){.bred}

Text ![Genomskinlig](../bilder/genom.png) mitt i.

- ![Ritning](../bilder/ritning.svg)

![Igen][gata]

[gata]: ../bilder/gata.jpg
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 150"><path d="M0 0h300v150H0z"/></svg>'


def photograph() -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = SECRET
    result = io.BytesIO()
    Image.linear_gradient("L").resize((900, 600)).convert("RGB").save(result, "JPEG", exif=exif, comment=SECRET)
    return result.getvalue()


def project(folder: Path, body: str = BODY, **head: object) -> Path:
    pages = dict(PAGES)
    pages["lagen/ensam.md"] = page("Ensam", body, **head)
    pages["lagen/utkast.md"] = page("Utkast", "![Bara i utkast](../bilder/utkast.png)", draft=True)
    pages["bilder/ritning.svg"] = DRAWING
    made = make_project(folder, pages)
    (made / "docs/bilder/gata.jpg").write_bytes(photograph())
    (made / "docs/bilder/oanvand.jpg").write_bytes(photograph())
    Image.new("RGBA", (500, 300), (200, 0, 0, 99)).save(made / "docs/bilder/genom.png")
    Image.new("RGB", (50, 30)).save(made / "docs/bilder/utkast.png")
    return made


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bilder")
    made = project(folder / "p", image="bilder/gata.jpg", image_alt="En gata i gryning")
    result = mkdocs_build(made, folder / "ut", CAMPAIGN_SITE_URL=FOLDER_URL)
    assert result.returncode == 0, result.stderr
    return folder / "ut"


def html_of(folder: Path, address: str = "lagen/ensam") -> str:
    return (folder / address / "index.html").read_text(encoding="utf-8")


def test_only_clean_copies_are_published(built: Path) -> None:
    files = {path.relative_to(built).as_posix(): path.read_bytes() for path in built.rglob("*") if path.is_file()}
    assert not [name for name, content in files.items() if SECRET in content]
    assert [name for name in files if name.startswith("bilder/")] == ["bilder/ritning.svg"]
    assert not [name for name in files if "oanvand" in name], "what no page shows is not published"
    copies = sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in files if "/gata" in name or "/genom" in name)
    assert copies == sorted(
        [f"assets/gata-{width}.{ending}" for width in (400, 600) for ending in ("avif", "webp", "jpg")]
        + [f"assets/genom-{width}.{ending}" for width in (400, 500) for ending in ("avif", "webp", "png")]
    )


def test_the_site_passes_its_own_checks(built: Path) -> None:
    assert check_built_site(built, POLICY, PREVIEW_MARK) == []


def test_a_picture_has_its_formats_its_size_and_its_description(built: Path) -> None:
    html = html_of(built)
    (first, *_) = re.findall(r'<picture>(?:(?!</picture>).)*loading="lazy".*?</picture>', html, re.DOTALL)
    assert re.findall(r'<source type="([^"]+)"', first) == ["image/avif", "image/webp", "image/jpeg"]
    srcset = r'srcset="\.\./\.\./assets/gata-400\.\w{8}\.avif 400w, \.\./\.\./assets/gata-600\.\w{8}\.avif 600w"'
    assert re.search(srcset, first)
    assert 'width="600" height="900"' in first, "upright: the camera lay on its side"
    assert 'alt="En &quot;gata&quot; &amp; <hus>"' in first or 'alt="En &quot;gata&quot; &amp; &lt;hus&gt;"' in first
    assert 'class="bred"' in first and 'decoding="async"' in first
    assert html.count("<picture>") == 4


def test_the_page_s_own_picture_is_not_lazy_and_stands_in_its_twin_too(built: Path) -> None:
    for address in ("lagen/ensam", "lattlast/lagen/ensam"):
        (head,) = re.findall(r'<img class="head-picture"[^>]*>', html_of(built, address))
        assert 'alt="En gata i gryning"' in head and "loading" not in head


def test_a_drawing_gets_its_size_and_is_lazy(built: Path) -> None:
    (image,) = re.findall(r'<img [^>]*src="../../bilder/ritning.svg"[^>]*>', html_of(built))
    assert 'width="300"' in image and 'height="150"' in image and 'loading="lazy"' in image


def test_pictures_of_drafts_are_not_released(tmp_path: Path, built: Path) -> None:
    assert list((built / "assets").glob("utkast-50.*")), "a preview shows drafts"
    made = project(tmp_path / "p")
    result = mkdocs_build(made, tmp_path / "ut", CAMPAIGN_MODE="release")
    assert result.returncode == 0, result.stderr
    assert not list((tmp_path / "ut").rglob("utkast*"))


def test_the_same_pictures_give_the_same_site(built: Path, tmp_path: Path) -> None:
    made = project(tmp_path / "annan", image="bilder/gata.jpg", image_alt="En gata i gryning")
    changes = {"CAMPAIGN_SITE_URL": FOLDER_URL, "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    for name in ("ny", "ur-cachen"):
        result = mkdocs_build(made, tmp_path / name, **changes)
        assert result.returncode == 0, result.stderr
        for path in built.rglob("*"):
            if path.is_file():
                assert (tmp_path / name / path.relative_to(built)).read_bytes() == path.read_bytes(), path


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as running:
        yield running


@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_takes_one_small_copy_and_nothing_moves(width: int, address: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    fetched: list[str] = []
    said: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url.rsplit("/", 1)[-1]))
    tab.on("console", lambda message: said.append(message.text))
    tab.goto(f"{address}/lagen/ensam/")
    tab.evaluate("() => window.scrollTo(0, document.body.scrollHeight)")
    tab.wait_for_function("() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)")
    moved = tab.evaluate(MOVED)
    wide = tab.evaluate("() => document.documentElement.scrollWidth")
    context.close()
    pictures = [name for name in fetched if name.startswith(("gata", "genom"))]
    assert pictures and all(name.endswith(".avif") for name in pictures)
    assert len(pictures) == len(set(pictures)) <= 3
    assert (moved, said) == (0, []) and wide <= width


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [("gata.jpg", b"text", "image-unreadable"), ("gata.jpg", photograph()[:-300], "image-unreadable"),
     ("gata.jpg", b"GIF89a" + b"\0" * 99, "image-type-differs"),
     ("ritning.svg", DRAWING.replace("<path", '<path onclick="x()"').encode(), "svg-active")],
)  # fmt: skip
def test_a_file_that_cannot_be_published_stops_the_build_with_its_name(
    name: str, content: bytes, rule: str, tmp_path: Path
) -> None:
    made = project(tmp_path / "p")
    (made / "docs/bilder" / name).write_bytes(content)
    result = run_campaign("build", cwd=made)
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert f"docs/bilder/{name}:1: " in result.stderr and f"({rule})" in result.stderr
    assert not (made / "site").exists()
    if rule != "svg-active":
        plain = mkdocs_build(made, tmp_path / "ut")
        assert plain.returncode == 1 and "../bilder/gata.jpg: " in plain.stderr and "Traceback" not in plain.stderr


def test_a_position_in_the_original_is_a_warning(tmp_path: Path) -> None:
    made = project(tmp_path / "p")
    result = run_campaign("check", "--no-spelling", "docs/bilder", cwd=made)
    assert result.returncode == 0, result.stdout
    assert result.stdout.count("(image-has-position)") == 2
    assert "docs/bilder/gata.jpg:1: Varning: Filen berättar platsen där den togs." in result.stdout


def test_a_spoilt_cache_is_made_again(tmp_path: Path) -> None:
    made = project(tmp_path / "p")
    assert mkdocs_build(made, tmp_path / "a").returncode == 0
    entries = sorted((made / ".build/cache").iterdir())
    assert {entry.name.split("-")[0] for entry in entries} == {"card", "font", "picture"}
    for entry in entries:
        entry.write_bytes(entry.read_bytes()[:100])
    assert mkdocs_build(made, tmp_path / "b").returncode == 0
    names = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a/assets").iterdir()]
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)
    shutil.rmtree(made / ".build")
    assert mkdocs_build(made, tmp_path / "c").returncode == 0
