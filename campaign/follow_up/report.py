"""The report as one HTML file that needs nothing else, and as files for a spreadsheet. Same input, same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from campaign.follow_up.counting import BURST
from campaign.follow_up.figures import Figures
from campaign.follow_up.small_counts import figure, plain
from campaign.follow_up.table import Table
from campaign.follow_up.weeks import week_name

TEMPLATE = Path(__file__).with_name("report.html")


def short_figures(figures: Figures) -> list[tuple[str, str]]:
    """The figures that were ordered, each with its name."""
    totals = {measure.value: shown for measure, shown in figures.totals.items()}
    names = ("Sidor om stöd och för unga", "Lektioner", "Filer till lärplattform", "PDF från skolmaterialet",
             "Affischer")  # fmt: skip
    return [
        ("Öppnade sidor", figures.opened),
        ("Andel på lättläst", figures.simple_share),
        *((name, totals[name]) for name in names),
    ]


def as_html(figures: Figures, texts: Table, site_name: str) -> str:
    """The report: `texts` is the state of the texts (editorial_table)."""
    from jinja2 import Environment, StrictUndefined  # slow to import, and only where this page is asked for

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        figures=figures, counts=figures.counts, texts=texts, site_name=site_name, short=short_figures(figures),
        burst=BURST, figure=figure, plain=plain, week_name=week_name,
    ) + "\n"  # fmt: skip


def as_csv(figures: Figures, texts: Table) -> Iterator[tuple[str, bytes]]:
    """Each table's file name and content, with semicolons between as a Swedish spreadsheet wants it."""
    short = Table("i-korthet", "", ("Vad", "Värde"), tuple(short_figures(figures)))
    for table in (short, *figures.tables, texts):
        text = io.StringIO()
        writer = csv.writer(text, delimiter=";", lineterminator="\n")
        writer.writerow(table.columns)
        writer.writerows([_harmless(cell.replace("\u00a0", "")) for cell in row] for row in table.rows)
        yield f"{table.name}.csv", text.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell
