"""The state of the texts as the follow-up tells it: what people have reviewed, checked, tried and approved."""

from __future__ import annotations

from campaign.content.pages import Site, Variant
from campaign.content.variants import TwinState
from campaign.editing.status import State, Status
from campaign.follow_up.table import Table


def editorial_table(status: Status, site: Site) -> Table:
    """How many of the pages, facts and services are as they should be, on that day: the published ones."""
    shown = {page.id for page in site.published()}
    rows = [row for row in status.rows if row.id in shown]
    records = status.records
    simple = [page for page in site.published() if page.variant is Variant.LATTLAST]
    counted = (
        ("Sidor som en människa har granskat", sum(row.reviewed for row in rows), len(rows)),
        ("Sidor vars granskning är försenad", sum(row.overdue for row in rows), len(rows)),
        ("Sidor som är godkända", sum(row.state is State.APPROVED for row in rows), len(rows)),
        ("Fakta och tjänster som är kontrollerade i tid", sum(not record.overdue for record in records), len(records)),
        ("Fakta och tjänster som en människa har godkänt", sum(record.approved for record in records), len(records)),
        ("Lättlästa sidor som följer den vanliga", sum(row.twin is TwinState.CURRENT for row in rows), len(rows)),
        ("Lättlästa sidor som läsare har prövat", sum(bool(getattr(page.head, "tested_with_readers", "")) for page in
                                                     simple), len(simple)),
    )  # fmt: skip
    return Table(
        "texterna", f"Så var det {status.today}. En sida är båda varianterna tillsammans.", ("Vad", "Antal", "Av"),
        tuple((what, str(number), str(of)) for what, number, of in counted),
    )  # fmt: skip
