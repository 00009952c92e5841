"""Illustrations as templates show them; a build publishes those that some page uses."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.illustrations import HEIGHT, WIDTH
from campaign.content.pages import Page, Site
from campaign.images.illustrations import Vocabulary, compose
from campaign.site.frame import View


@dataclass(frozen=True)
class IllustrationView:
    """A picture: address, text alternative, and the size that keeps its place while it loads."""

    src: str
    alt: str
    width: int = WIDTH
    height: int = HEIGHT


def _asset_name(illustration_id: str) -> str:
    return f"bild-{illustration_id}.svg"


def made_illustrations(site: Site, vocabulary: Vocabulary) -> dict[str, bytes]:
    """The illustrations that pages use, by the name of the asset. Raises KeyError for a shape that does not exist."""
    used = {page.meta.image for page in site.sound_pages()}
    used |= {code.id for page in site.sound_pages() for code in page.body.shortcodes if code.kind == "bild"}
    scenes = site.records.illustrations
    return {_asset_name(key): compose(scene, vocabulary) for key, scene in scenes.items() if key in used}


def illustration(view: View, illustration_id: str, alt: str = "") -> IllustrationView | None:
    """An illustration as seen from a page, described by `alt` or by its own words; None when there is none."""
    scene = view.frame.site.records.illustrations.get(illustration_id)
    return IllustrationView(view.asset(_asset_name(scene.id)), alt or scene.alt) if scene else None


def page_picture(view: View, page: Page) -> IllustrationView | None:
    """The picture that the page's front matter names: an illustration, or a file under docs/."""
    drawn = illustration(view, page.meta.image, page.meta.image_alt)
    if drawn or page.meta.image not in view.frame.site.files:
        return drawn
    return IllustrationView(view.addresses.href(page.meta.image), page.meta.image_alt)
