"""Which help stands on which page. The page's place decides; the writer does not choose.

The order is the same everywhere in a group: 112 always, then the first and the second place.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.lessons import LESSONS, LessonId, sheet_id


@dataclass(frozen=True)
class HelpItem:
    """One place in the help bar: a service's id, and when it is the right one (in words that suit both variants)."""

    service: str
    when: str = ""


@dataclass(frozen=True)
class HelpGroup:
    """The help of a group of pages: `prefixes` of page ids (the longest match wins) and the items in order."""

    prefixes: tuple[str, ...]
    items: tuple[HelpItem, ...]


_WOMEN = HelpItem("kvinnofridslinjen", "För kvinnor som har utsatts för våld eller övergrepp.")
_MEN = HelpItem("stodlinjen-man", "För män, om du har utsatts för våld.")
_TRANS = HelpItem("stodlinjen-trans", "För transpersoner, om du har utsatts för våld.")
_BRIS = HelpItem("bris", "För dig som är under 18 år.")
_POLICE = HelpItem("polisen-114-14", "När det inte är bråttom. Du kan tipsa utan att säga ditt namn.")
_NEAR_CHILD = HelpItem("ecpat-vuxenstod", "För dig som finns nära ett barn.")

#: The record of the county's youth clinics.
YOUTH_CLINICS = "ungdomsmottagningar"

#: Lessons whose pupils' sheets are about threats and pictures.
_ON_THE_NET: tuple[LessonId, ...] = ("natet", "bilder")

GROUPS: tuple[HelpGroup, ...] = (
    HelpGroup(
        ("stod/sluta", "lagen/straff", "lagen/utomlands"),
        (
            HelpItem("kast-stockholm", "För dig som köper sex och vill sluta."),
            HelpItem("preventell", "Om du har tankar som du är rädd för."),
        ),
    ),
    HelpGroup(
        ("stod/tvingad", "stod/akut", "lagen/koppleri-och-manniskohandel"),
        (HelpItem("kvinnofridslinjen", "För dig som har utsatts för våld, hot eller tvång."), _POLICE),
    ),
    HelpGroup(("stod/okej",), (_WOMEN, _MEN, _BRIS)),
    HelpGroup(
        ("stod/anhorig",),
        (
            HelpItem("bris", "För barnet eller den unga själv."),
            _NEAR_CHILD,
            HelpItem("kvinnofridslinjen", "Också för dig som är anhörig till en kvinna."),
        ),
    ),
    HelpGroup(("stod/",), (HelpItem("mika-stockholm", "För dig som är 18 år eller äldre."), _WOMEN, _MEN, _TRANS)),
    HelpGroup(
        ("ung/hot", "ung/bilder", "ung/ai-bilder", "ung/det-har-hant-mig", *(sheet_id(name) for name in _ON_THE_NET)),
        (_BRIS, HelpItem("sjalvmordslinjen", "Om det känns hopplöst.")),
    ),
    HelpGroup(
        ("ung/", *(sheet_id(name) for name in LESSONS if name not in _ON_THE_NET)),
        (_BRIS, HelpItem(YOUTH_CLINICS, "Hitta din ungdomsmottagning.")),
    ),
    HelpGroup(
        ("vuxna/foraldrar", "vuxna/idrott", "vuxna/god-man-och-lss", "skola/brev-hem"),
        (_POLICE, _NEAR_CHILD),
    ),
    HelpGroup(
        ("vuxna/",),
        (_POLICE, _NEAR_CHILD, HelpItem("mika-stockholm", "För dig som finns nära en vuxen.")),
    ),
    HelpGroup(
        ("yrkesverksamma/", "skola/"),
        (
            HelpItem("nspm", "Råd till dig som möter någon i ditt arbete."),
            HelpItem("socialtjansten-stockholm", "För en orosanmälan om ett barn."),
        ),
    ),
)

EVERYWHERE_ELSE = HelpGroup(("",), (_BRIS, _WOMEN))

#: Pages that are the group "all" although they stand in a section with help of its own.
FINDER_PAGES = frozenset({"stod/index"})


def help_for(page_id: str) -> HelpGroup:
    """The help group of a page; the 404 page and pages outside the groups get the help for all."""
    if page_id in FINDER_PAGES:
        return EVERYWHERE_ELSE
    matches = [
        (len(prefix), group)
        for group in GROUPS
        for prefix in group.prefixes
        if page_id == prefix or page_id.startswith(prefix.rstrip("/") + "/")
    ]
    return max(matches, key=lambda match: match[0])[1] if matches else EVERYWHERE_ELSE


def help_of_the_young() -> tuple[HelpItem, ...]:
    """The help of all pages for the young, each service once: what may stand on a paper for pupils."""
    groups = (group for group in GROUPS if any(prefix.startswith("ung/") for prefix in group.prefixes))
    return tuple(dict.fromkeys(item for group in groups for item in group.items))
