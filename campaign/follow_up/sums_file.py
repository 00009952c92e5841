"""The file of saved sums: JSON for those who run the server, never to be published. Same sums, same bytes.

It holds exact counts, also small ones. An address that does not exist may be what a visitor typed, so it is named in a
week only when it was asked for as often as a report may show in the days that were added in one go; the others are a
number. Saved daily, an address that is asked for four times a day never gets a name: nothing is kept to know it by.
"""

from __future__ import annotations

import datetime
import json
import re
from collections import Counter
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from campaign.follow_up.addresses import FILES, LONGEST_PATH, WITHHELD, Measure
from campaign.follow_up.counts import Counts, week_of
from campaign.follow_up.log_format import FIRST_YEAR, LAST_YEAR
from campaign.follow_up.platforms import OTHER, PLATFORMS
from campaign.follow_up.small_counts import LIMIT
from campaign.follow_up.sums import MOST_MISSING, Sums, Week
from campaign.follow_up.tally import Tally
from campaign.schema import Closed, Day, validate

MOST_BYTES = 100_000_000  # four years of a site with 600 addresses take 10 000 000

NOTE = (
    "För dem som driver servern. Får inte publiceras: här står exakta tal, också små, som kan peka ut någon. "
    "Rapporten döljer dem (campaign report --from). Ändra inte för hand."
)

Number = Annotated[int, Field(strict=True, ge=0, le=10**12)]
Positive = Annotated[int, Field(strict=True, ge=1, le=10**12)]

#: What is counted, by the name that it has in the file, which stays whatever a report calls it.
MEASURES = {measure.name.lower(): measure for measure in Measure}


class SumsError(Exception):
    """The file of sums cannot be used; the text says in Swedish which, where and what to do."""


class _Tally(Closed):
    names: dict[str, Positive]
    rest: Number

    @property
    def total(self) -> int:
        return sum(self.names.values()) + self.rest


class _Week(Closed):
    week: str
    days: list[Day]
    days_without_time: list[Day]
    lines: Number
    measures: dict[str, Positive]
    pages: _Tally
    files: dict[str, _Tally]
    missing: _Tally
    platforms: dict[str, Positive]
    failed: Number
    robots_by_path: Number
    robots_by_rate: Number
    robot_minutes: Number


class _Document(Closed):
    note: str
    version: Literal[1]
    weeks: list[_Week]


def as_bytes(sums: Sums) -> bytes:
    """The file's content."""
    weeks = [_written(name, week) for name, week in sorted(sums.weeks.items())]
    document = {"note": NOTE, "version": 1, "weeks": weeks}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _written(name: str, week: Week) -> dict[str, Any]:
    counts = week.counts
    measures = counts.weeks[name]
    return {
        "week": name,
        "days": [str(day) for day in sorted(week.timed)],
        "days_without_time": [str(day) for day in sorted(week.untimed)],
        "lines": counts.lines,
        "measures": {name: measures[measure] for name, measure in MEASURES.items() if measures[measure]},
        "pages": _tally(counts.pages),
        "files": {name: _tally(counts.files[measure]) for name, measure in MEASURES.items()
                  if measure in FILES and counts.files[measure].total},
        "missing": _tally(counts.missing, LIMIT),
        "platforms": {name: counts.platforms[name] for name in counts.platforms},
        "failed": counts.failed,
        "robots_by_path": counts.left_out_by_path,
        "robots_by_rate": counts.left_out_by_rate,
        "robot_minutes": counts.burst_minutes,
    }  # fmt: skip


def _tally(tally: Tally, least: int = 1) -> dict[str, Any]:
    names = {name: tally[name] for name in tally if tally[name] >= least}
    return {"names": names, "rest": tally.total - sum(names.values())}


def read_sums(file: Path, today: datetime.date = datetime.date.max) -> Sums:
    """The sums in a file, to which days before `today` may be added. Raises SumsError."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SumsError(f"{file}: Filen är för stor för att vara sparade summor.")
        document = json.loads(file.read_bytes().decode(), object_pairs_hook=_once)
    except OSError as error:
        raise SumsError(f"{file} kan inte läsas: {error.strerror}. Ange filen som --save skrev.") from error
    except (ValueError, RecursionError) as error:
        raise SumsError(f"{file}: Filen är trasig, eller inte skriven av --save. Hämta en säkerhetskopia.") from error
    model, errors = validate(_Document, document)
    if model is None:
        raise SumsError(f"{file}: {errors[0].message} Filen ska bara skrivas av --save. Hämta en säkerhetskopia.")
    weeks: dict[str, Week] = {}
    for saved in model.weeks:
        wrong = _wrong(saved) or ("står två gånger" if saved.week in weeks else "")
        if wrong:
            raise SumsError(f"{file}: Veckan ”{saved.week}” {wrong}. Hämta en säkerhetskopia.")
        weeks[saved.week] = _week(saved)
    return Sums(weeks, today=today)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found


def _wrong(saved: _Week) -> str:
    """What is wrong in a week whose fields are right one by one; empty when nothing is."""
    for days in (saved.days, saved.days_without_time):
        if days != sorted(set(days)) or any(week_of(day) != saved.week for day in days):
            return "har dagar som inte hör dit, eller i fel ordning"
    if not set(saved.measures) <= MEASURES.keys() or not all(MEASURES.get(name) in FILES for name in saved.files):
        return "har ett okänt slag"
    known = [*saved.days, *saved.days_without_time]
    if not known or not all(FIRST_YEAR <= day.year <= LAST_YEAR for day in known):
        return "har inga rimliga dagar"
    names = [*saved.pages.names, *(name for tally in saved.files.values() for name in tally.names)]
    names += [name for name in saved.missing.names if name != WITHHELD]
    if not all(re.fullmatch(r"/[^\x00-\x20\x7f?#]*", name) for name in names):
        return "har en adress som inte är en adress"
    if any(len(name) > LONGEST_PATH for name in saved.missing.names):
        return "har en för lång adress"
    if not set(saved.platforms) <= {*PLATFORMS, OTHER}:
        return "har en okänd lärplattform"
    pages = saved.measures.get("ordinary", 0) + saved.measures.get("simple", 0)
    fetched = {name: tally.total for name, tally in saved.files.items()}
    kinds = [name for name, measure in MEASURES.items() if measure in FILES]
    if pages != saved.pages.total or any(saved.measures.get(name, 0) != fetched.get(name, 0) for name in kinds):
        return "har tal som inte går ihop"
    return ""


def _week(saved: _Week) -> Week:
    counts = Counts(missing=Tally(MOST_MISSING))
    counts.weeks[saved.week] = Counter({MEASURES[name]: number for name, number in saved.measures.items()})
    counts.pages.add_all(_read(saved.pages))
    counts.missing.add_all(_read(saved.missing))
    for name, tally in saved.files.items():
        counts.files[MEASURES[name]].add_all(_read(tally))
    for platform, number in saved.platforms.items():
        counts.platforms.add(platform, number)
    counts.lines, counts.failed = saved.lines, saved.failed
    counts.left_out_by_path, counts.left_out_by_rate = saved.robots_by_path, saved.robots_by_rate
    counts.burst_minutes = saved.robot_minutes
    return Week(set(saved.days), set(saved.days_without_time), counts)


def _read(saved: _Tally) -> Tally:
    tally = Tally()
    for name, number in saved.names.items():
        tally.add(name, number)
    tally.rest += saved.rest
    return tally
