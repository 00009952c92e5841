"""The editor's panel under `campaign serve`: reads, marks and completes the pages of one rebuild.

The plugin asks this once a build for the findings, then for each page. Nothing here runs for a built site.
"""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

import jinja2

from campaign.checks import run_rules
from campaign.checks.registry import Context
from campaign.content.pages import Page, Variant
from campaign.findings import Severity
from campaign.site import page_marks
from campaign.site.addresses import Addresses
from campaign.site.frame import Frame, LinkView, View
from campaign.site.panel import (
    Examined,
    Readability,
    RecordNote,
    Remark,
    Task,
    by_path,
    count_text,
    edit_url,
    readability,
    records,
    remarks,
    review_task,
    twin_task,
)
from campaign.site.sections import body_parts
from campaign.site.side_by_side import FOLDER, Row, moved, rows
from campaign.site.views import NotFoundView, PageView

#: The most errors of other pages that a panel lists.
MOST = 20

#: The panel's own assets, which no built site has.
ASSETS = ("panel.css", "panel.js")


@dataclass(frozen=True)
class PanelView:
    """What the panel's template is given: all about one page, as it is shown at one address."""

    page: Page
    examined: Examined
    remarks: list[Remark]
    readability: Readability
    unplaced: list[int]
    both: str  # the address of the two variants side by side, or empty

    @property
    def count(self) -> str:
        """How much there is to do on the page."""
        return count_text([remark.finding for remark in self.remarks])

    @property
    def site_count(self) -> str:
        """How much there is to do on the whole site."""
        return count_text([finding for found in self.examined.findings.values() for finding in found])

    @cached_property
    def site_errors(self) -> list[Remark]:
        """What must be mended anywhere on the site, data files and settings too, the first of it."""
        errors = (one for found in self.examined.findings.values() for one in found if one.severity is Severity.ERROR)
        return [
            Remark(number, finding, finding.line, edit_url(self.examined, finding.path, finding.line))
            for number, finding in enumerate(islice(errors, MOST), 1)
        ]

    @property
    def spelling(self) -> bool:
        """Whether the spelling has been looked at."""
        return self.examined.context.spelling

    @property
    def twin(self) -> Task:
        """The other variant's state."""
        return twin_task(self.page, self.examined.site)

    @property
    def review(self) -> Task:
        """When the page is to be reviewed."""
        return review_task(self.page, self.examined.site, self.examined.context.today)

    @cached_property
    def records(self) -> list[RecordNote]:
        """The facts, services and words of the page."""
        return records(self.page, self.examined)

    @cached_property
    def pins(self) -> list[str]:
        """The HTML of a link to each finding that concerns the whole page, or that has no place in its text."""
        return [page_marks.pin(item.number, item.finding) for item in self.remarks if item.number in self.unplaced]

    @property
    def edit_url(self) -> str:
        """Where the page is changed in the browser."""
        return edit_url(self.examined, self.page.path)


@dataclass(frozen=True)
class BothView(PageView):
    """The page that shows both variants; it stands in a folder of its own below the ordinary one."""

    @cached_property
    def addresses(self) -> Addresses:
        """The links as seen from that folder."""
        return Addresses(self.frame.site_url, f"{self.page.address}{FOLDER}")

    @property
    def searchable(self) -> bool:
        """Never: it is no page of the site."""
        return False

    @cached_property
    def metadata(self) -> None:
        """Nothing to tell anybody."""
        return

    @cached_property
    def ordinary(self) -> LinkView | None:
        """The page itself."""
        return self.to(self.page.id, Variant.ORDINARY)

    @cached_property
    def other(self) -> LinkView | None:
        """The page in lättläst."""
        return self.to(self.page.id, Variant.LATTLAST)


@dataclass
class Panels:
    """The panels of one build. `bodies` are the rendered texts, before any mark."""

    frame: Frame
    examined: Examined
    environment: jinja2.Environment
    bodies: dict[tuple[str, Variant], str] = field(default_factory=dict)
    _remarks: dict[str, list[Remark]] = field(default_factory=dict)
    _readability: dict[str, Readability] = field(default_factory=dict)

    def marked(self, view: PageView, body: str) -> str:
        """The page's body with its findings marked."""
        page, site = view.page, self.frame.site
        if not view.fallback:  # whose links go from another place
            self.bodies[(page.id, page.variant)] = body
        found = {remark.number: remark.on_page for remark in self._of(page)}
        simple = page.variant is Variant.LATTLAST
        return page_marks.mark(body, page.body, found, lambda text: site.records.expand(text, simple))

    def _of(self, page: Page) -> list[Remark]:
        if page.path not in self._remarks:
            self._remarks[page.path] = remarks(page, self.examined)
        return self._remarks[page.path]

    def _view(self, page: Page, unplaced: Iterable[int] = (), both: str = "") -> PanelView:
        if page.path not in self._readability:
            self._readability[page.path] = readability(page, self.examined)
        found = self._readability[page.path]
        return PanelView(page, self.examined, self._of(page), found, list(unplaced), both)

    def completed(self, view: PageView, output: str) -> str:
        """The finished page with its panel."""
        panel = self._panel(view, output)
        top = self._render("top", panel=panel)
        start, opening, rest = output.partition('<main id="innehall"')
        attributes, closing, content = rest.partition(">")
        output = self._with_assets(view, f"{start}{opening}{attributes}{closing}\n{top}{content}")
        before, end, after = output.rpartition("</body>")
        return f"{before}{self._render('', campaign=view, panel=panel)}\n{end}{after}"

    def _panel(self, view: PageView, output: str) -> PanelView:
        found = self._of(view.page)
        both = ""
        if self.frame.has(self.frame.site.twin(view.page)):
            both = view.addresses.href(f"{view.page.address.removeprefix('lattlast/')}{FOLDER}")
        return self._view(view.page, page_marks.unplaced((remark.number for remark in found), output), both)

    def other_pages(self) -> Iterator[tuple[str, str]]:
        """Address and HTML of the pages that only editors see: both variants side by side, and unreadable ones."""
        yield from self._side_by_side()
        for page in self.frame.site.pages.values():
            if page.broken:
                yield page.address, self._unreadable(page)

    def _side_by_side(self) -> Iterator[tuple[str, str]]:
        for page_id, variant in self.bodies:
            pages = [self.frame.site.page(page_id, one) for one in Variant]
            bodies = [self.bodies.get((page_id, one)) for one in Variant]
            if variant is Variant.ORDINARY and None not in bodies and None not in pages:
                view = BothView(self.frame, pages[0], Variant.ORDINARY)  # type: ignore[arg-type]
                yield f"{view.page.address}{FOLDER}", self._both(view, [page for page in pages if page])

    def _both(self, view: BothView, pages: list[Page]) -> str:
        root = Addresses(self.frame.site_url, None)
        parts = [
            body_parts(moved(self.bodies[(page.id, page.variant)], root.href(page.address), f"{page.variant}-"))
            for page in pages
        ]
        panels = [self._view(page) for page in pages]
        shown: list[Row] = rows(*parts)
        return self._with_assets(view, self._render("both", campaign=view, pages=pages, panels=panels, rows=shown))

    def _unreadable(self, page: Page) -> str:
        view = NotFoundView(self.frame)
        panel = self._view(page)
        return self._with_assets(view, self._render("unreadable", campaign=view, panel=panel))

    def _with_assets(self, view: View, output: str) -> str:
        return output.replace("</head>", f"{self._render('head', campaign=view)}\n</head>", 1)

    def _render(self, name: str, **values: object) -> str:
        template = f"partials/panel_{name}.html" if name else "partials/panel.html"
        return self.environment.get_template(template).render(values).strip()


def examine(frame: Frame, today: datetime.date, environment: jinja2.Environment) -> Panels:
    """Checks the whole site, once, and gives the panels of the build that begins.

    The spelling is looked up where the program hunspell is: its stand-in takes seconds, and an editor waits.
    """
    spelling = shutil.which("hunspell") is not None
    context = Context(frame.site, frame.settings, today, spelling)
    return Panels(frame, Examined(context, by_path(run_rules(context))), environment)
