"""The MkDocs adapter. It decides nothing: it reads the site, gives MkDocs its navigation and files, and hands
templates their view. static-i18n runs every hook once a variant, so a hook may run twice.
"""

from __future__ import annotations

import dataclasses
import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

import jinja2
from mkdocs.config import config_options, load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from campaign.allowed import FILE_TYPES
from campaign.content.front_matter import Kind
from campaign.content.pages import DATA_FOLDER, Variant, load_site
from campaign.images.cache import CACHE_FOLDER, DigestCache
from campaign.images.card_pool import Progress, unheard
from campaign.images.fonts import FontMissingError
from campaign.images.pictures import PictureError
from campaign.images.text import TextError
from campaign.media.errors import MediaError
from campaign.school.errors import KitError
from campaign.settings import SettingsError, load_settings
from campaign.site.assets import FOLDER, Asset, read_assets
from campaign.site.drawing import Drawer, prepare_environment, without_waste
from campaign.site.frame import Frame, Mode
from campaign.site.made import Made, make_assets
from campaign.site.menu import navigation
from campaign.site.metadata import CARD
from campaign.site.mkdocs_pages import is_readable, page_of
from campaign.site.no_html_extension import NoHtmlExtension
from campaign.site.old_addresses import AddressTakenError, write_old_pages
from campaign.site.panel_pages import ASSETS as PANEL_ASSETS
from campaign.site.panel_pages import Panels, examine
from campaign.site.pictures import PictureStore, PictureView, is_raster
from campaign.site.pictures_extension import PicturesExtension
from campaign.site.posters import draw_posters
from campaign.site.publishing import publish
from campaign.site.sanitize import sanitize
from campaign.site.school_files import SchoolFiles
from campaign.site.school_prints import obstacle
from campaign.site.sections import body_parts
from campaign.site.security import POLICY
from campaign.site.shortcodes_extension import ShortcodesExtension
from campaign.site.sitemap import sitemap
from campaign.site.views import NotFoundView, PageView


class CampaignConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's options: how the site is meant, and the folder of pyproject.toml (default: mkdocs.yml's).

    `panel` is the day for the editor's panel, which pages have under `serve` only; empty for no panel.
    """

    mode = config_options.Choice(("preview", "release"), default="preview")
    panel = config_options.Type((str, datetime.date), default="")
    project = config_options.Type(str, default="")


class CampaignPlugin(BasePlugin[CampaignConfig]):  # type: ignore[no-untyped-call]
    """The plugin `campaign`."""

    def __init__(self) -> None:
        self.serving = False
        self.progress: Progress = unheard
        self.read_for: MkDocsConfig | None = None
        self.frame: Frame
        self.drawer: Drawer
        self.made: Made
        self.pictures: PictureStore
        self.assets: dict[str, Asset]
        self.cards: dict[str, Asset]  # by the path of the page
        self.panels: Panels | None = None
        self.school: SchoolFiles

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], **_: Any) -> None:
        """Notes whether pages are being served with live reload."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Reads the site and the settings, once a build."""
        if config is not self.read_for:
            self._read(config)
            self.read_for = config
        config.site_name = self.frame.name
        config.nav = navigation(self.frame)
        return config

    def _read(self, config: MkDocsConfig) -> None:
        project = Path(self.config.project or Path(config.config_file_path or ".").parent)
        try:
            settings = load_settings(project)
        except SettingsError as error:
            raise PluginError(str(error)) from error
        mode: Mode = "release" if self.config.mode == "release" else "preview"
        own = Path(config.theme.custom_dir or "") / FOLDER
        site = load_site(Path(config.docs_dir), Path(os.path.relpath(config.docs_dir, project)).as_posix())
        try:
            cache = DigestCache(project / CACHE_FOLDER)
            self.made = make_assets(cache, own, site, settings, mode, self.progress, self.serving)
        except (FontMissingError, TextError) as error:
            raise PluginError(str(error)) from error
        except KeyError as error:
            raise PluginError(f"En bild har {error}, som inte finns. Kör ”campaign check”.") from error
        today = self._panel_day()
        left_out = [*self.made.left_out, *(() if today else PANEL_ASSETS)]
        self.assets = read_assets(own, self.made.assets, left_out, get_args(Kind))
        self.cards = {path: Asset(CARD, content) for path, content in self.made.cards.items()}
        self.frame = Frame(
            site=site,
            settings=settings,
            mode=mode,
            site_url=f"{(config.site_url or '/').rstrip('/')}/",
            assets={asset.name: asset.address for asset in self.assets.values()},
            policy="" if self.serving else POLICY,
            has_prints=not obstacle(),
            cards={path: card.address for path, card in self.cards.items()},
            public_url=_public_url(config.config_file_path) if self.serving else "",
        )
        self.pictures = PictureStore(Path(config.docs_dir), cache)
        try:
            gallery = draw_posters(self.frame, cache, self.pictures, self.progress, self.serving)
        except MediaError as error:
            raise PluginError(str(error)) from error
        self.frame = dataclasses.replace(self.frame, gallery=gallery)
        self.drawer = Drawer(config.theme.get_env(), self.frame.site.records.hyphenation, self.pictures)
        self.panels = examine(self.frame, today, self.drawer.environment) if today else None
        self.school = SchoolFiles(self.frame, self.drawer.environment, cache)
        extensions: list[Any] = config.markdown_extensions
        pictures = PicturesExtension(self._picture, self.drawer.drawing_size)
        extensions.extend([NoHtmlExtension(), ShortcodesExtension(self.drawer.draw), pictures])

    def _panel_day(self) -> datetime.date | None:
        """The day for the panel, or None: a site that is built never has one, whatever the environment says."""
        if not self.serving or not self.config.panel:
            return None
        try:
            return datetime.date.fromisoformat(str(self.config.panel))
        except ValueError as error:
            raise PluginError(f"CAMPAIGN_PANEL är inget datum: {self.config.panel}") from error

    def _picture(self, target: str, alt: str, css_class: str) -> str:
        try:
            return self.drawer.picture(target, alt, css_class)
        except (PictureError, OSError) as error:
            raise PluginError(f"{target}: {error}") from error

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Leaves out the theme's files, the data files, originals of pictures and, in a release, drafts."""
        docs = Path(config.docs_dir)
        for file in list(files):
            if Path(file.abs_src_path or "").is_relative_to(docs):
                self._sort_document(file, files)
            else:
                files.remove(file)
        return files

    def _sort_document(self, file: File, files: Files) -> None:
        unknown = Path(file.src_uri).suffix.lower() not in FILE_TYPES
        link = Path(file.abs_src_path or "").is_symlink() and not file.is_documentation_page()
        if file.src_uri.startswith(f"{DATA_FOLDER}/") or unknown or link or is_raster(file.src_uri):
            files.remove(file)
        if not file.is_documentation_page():
            return
        if self.panels and not is_readable(self.frame.site, file):  # shown as what is wrong with it, below
            files.remove(file)
            return
        meta = page_of(self.frame.site, file).meta
        if meta.draft and not self.frame.preview:
            files.remove(file)
        elif meta.hidden:
            file.inclusion = InclusionLevel.NOT_IN_NAV

    def on_page_markdown(self, markdown: str, *, page: MkDocsPage, **_: Any) -> str:
        """Tells the shortcodes which page is being rendered."""
        self.drawer.view = self._view(page)
        return markdown

    def on_page_content(self, html: str, **_: Any) -> str:
        """Lets through only what a page may hold."""
        return sanitize(html)

    def on_env(self, env: jinja2.Environment, **_: Any) -> jinja2.Environment:
        """Makes templates escape what they print: Material's do not."""
        return prepare_environment(env, self.frame.site.records.hyphenation)

    def on_page_context(self, context: Any, *, page: MkDocsPage, **_: Any) -> Any:
        """Hands a page's template its view, its picture and its body."""
        view = self._view(page)
        context["campaign"] = view
        context["head_picture"] = self._head_picture(view)
        body = page.content or ""
        self.school.add(view, body)
        context["body"] = body_parts(self.panels.marked(view, body) if self.panels else body)
        return context

    def _head_picture(self, view: PageView) -> PictureView | None:
        meta = view.page.meta
        if not meta.image or not is_raster(meta.image):
            return None
        try:
            return self.pictures.view(meta.image, meta.image_alt, view.addresses, "head-picture", lazy=False)
        except (PictureError, OSError) as error:
            raise PluginError(f"{meta.image}: {error}") from error

    def on_post_page(self, output: str, *, page: MkDocsPage, **_: Any) -> str:
        """Leaves out the templates' indentation, which a phone would fetch; adds the panel where one is asked for."""
        return without_waste(self.panels.completed(self._view(page), output) if self.panels else output)

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """Hands the other templates (404, sitemap, robots) theirs."""
        context["campaign"] = NotFoundView(self.frame)
        context["sitemap"] = sitemap(self.frame)
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Writes what is no page; removes MkDocs' compressed sitemap, which carries the time of the build."""
        site = Path(config.site_dir)
        try:
            publish(site, self._files())
            write_old_pages(site, self.frame, self.drawer.environment)
        except (KitError, AddressTakenError) as error:
            raise PluginError(str(error)) from error
        (site / "sitemap.xml.gz").unlink(missing_ok=True)

    def _files(self) -> Iterator[tuple[str, bytes]]:
        """Everything but the pages, by address from the site's root."""
        yield from self.school.files()
        for asset in (*self.assets.values(), *self.cards.values(), *self.pictures.shown.values()):
            yield asset.address, asset.content
        yield from self.made.root.items()
        for address, page in self.panels.other_pages() if self.panels else ():
            yield f"{address}/index.html", without_waste(page).encode("utf-8")
        yield from self.frame.gallery.published(self.frame.preview)

    def _view(self, page: MkDocsPage) -> PageView:
        file: Any = page.file  # static-i18n adds the variant that the file is built for
        return PageView(self.frame, page_of(self.frame.site, file), Variant(file.locale_alternate_of))


def _public_url(config_file: str) -> str:
    """The address in mkdocs.yml, in whose place `mkdocs serve` puts its own."""
    told = load_config(config_file).site_url
    return f"{told.rstrip('/')}/" if told else ""
