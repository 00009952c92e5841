"""Counts the lines of logs in one pass."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path

from campaign.follow_up.counts import Counts, Rejected, Request, Sink, request_of
from campaign.follow_up.log_files import LONGEST_LINE, LogError, LogFile, LongLine, open_logs, refuse_copies
from campaign.follow_up.log_format import (
    WANTED,
    PersonalDataError,
    Unreadable,
    UnreadableError,
    is_timed,
    read_day,
    read_line,
    refuse_personal_data,
)

#: Pages opened in one minute of one log: more than ten school classes that open a page each. Then a program is at work.
BURST = 300
#: Minutes that are open at a time: a server writes a line when the answer is sent, so lines of two minutes mix.
OPEN_MINUTES = 4
OPEN_DAYS = 3
_MINUTES = frozenset({b""} | {f"T{hour:02}:{minute:02}".encode() for hour in range(24) for minute in range(60)})
MOST_LEARNT, LONGEST_LEARNT = 16_384, 512  # different lines, and bytes of each, that are remembered as read
TOLD_PLACES = 3  # the first lines of a kind that could not be read


def count_logs(
    paths: Sequence[Path], *, leave_out_paths: bool = False, short: Collection[str] = (), into: Sink | None = None
) -> Counts:
    """Counts everything in the logs. Raises LogError for what cannot or must not be counted.

    `short` are the site's short addresses, which lead on to a page and are none. What the lines say is counted `into`
    another place, when one is given: then only what was read and what could not be read stands in the answer.

    With `leave_out_paths` a line of our format in which a visitor wrote personal data into the address itself is
    left out; without it such a log is refused too.

    A server makes a log that is empty each time it turns its logs over, so one may be; all of them may not.
    """
    counts, logs = Counts(), open_logs(paths)
    for log in logs:
        _LogCounter(counts, counts if into is None else into, log, leave_out_paths, short).count()
    if not counts.lines:
        raise LogError("Alla loggar som du angav är tomma. Ange minst en logg med rader.")
    refuse_copies(logs)
    counts.fill_weeks()
    return counts


class _LogCounter:
    """Counts one log. What a line says after its date is read once and remembered, as most lines say the same."""

    def __init__(self, counts: Counts, sink: Sink, log: LogFile, leave_out_paths: bool, short: Collection[str]) -> None:
        self.counts = counts
        self.sink = sink
        self.log = log
        self.leave_out_paths = leave_out_paths
        self.short = short
        self.number = 0
        self.read = 0
        self.fresh = 0
        self.learnt: dict[bool, dict[bytes, Request]] = {True: {}, False: {}}
        self.open: dict[bytes, defaultdict[Request, int]] = {}
        self.days: dict[bytes, defaultdict[Request, int]] = {}

    def count(self) -> None:
        """Counts the whole log. Raises LogError."""
        for lines in self.log.blocks():
            self._count_lines(lines)
        self._close_all()
        self.counts.lines += self.number
        if self.number and not self.read and not self.counts.unreadable.get(Unreadable.PATH):
            raise LogError(f"{self.log.path}: Okänt format: ingen av {self.number} rader kunde läsas. "
                           f"Raderna ska ha {WANTED}, som i de serverinställningar som följer med.")  # fmt: skip

    def _count_lines(self, lines: list[bytes]) -> None:
        # The hot loop: a remembered line costs three look-ups.
        timed, untimed, opened, number = self.learnt[True], self.learnt[False], self.open, self.number
        for line in lines:
            number += 1
            date, _, rest = line.partition(b"\t")
            request = (untimed if len(date) == 10 else timed).get(rest)
            pending = opened.get(date)
            if request is not None and pending is None:
                pending = self._begin(date)
            if request is None or pending is None:
                self.number = number
                self._read(line, rest)
                number = self.number
            else:
                pending[request] += 1
        self.number = number

    def _begin(self, date: bytes) -> defaultdict[Request, int] | None:
        """Opens a minute or a day; None when the date is wrong."""
        if date[10:] not in _MINUTES:
            return None
        if date[:10] not in self.days:
            try:
                read_day(date[:10])
            except UnreadableError:
                return None
        while len(self.open) >= OPEN_MINUTES:
            self._close_minute()
        if date[:10] not in self.days:
            while len(self.days) >= OPEN_DAYS:
                self._close_day()
            self.days[date[:10]] = defaultdict(int)
        pending = self.open[date] = defaultdict(int)
        return pending

    def _read(self, line: bytes, rest: bytes) -> None:
        """Counts a line that says something new, or begins a minute."""
        if isinstance(line, LongLine) and not line.first:
            self.number -= 1
        try:
            if len(line) > LONGEST_LINE or isinstance(line, LongLine):
                refuse_personal_data(line)
                if not isinstance(line, LongLine) or line.first:
                    self._reject(Unreadable.LONG)
                return
            found = read_line(line)
        except PersonalDataError as error:
            self._refuse(error)
        except UnreadableError as error:
            self._reject(error.why)
        else:
            request = request_of(found, self.short)
            learnt = self.learnt[found.timed]
            if len(learnt) >= MOST_LEARNT:
                learnt.clear()
            if len(rest) <= LONGEST_LEARNT and not line.startswith(b"{"):
                request = learnt.setdefault(rest, request)
            pending = self.open.get(found.moment)
            if pending is None:
                pending = self._begin(found.moment)
            assert pending is not None  # the line was read, so its date is right
            pending[request] += 1
            self.fresh += 1
            if self.fresh >= MOST_LEARNT:  # what is open holds as many different requests at most
                self.fresh = 0
                self._close_all()

    def _close_all(self) -> None:
        while self.open:
            self._close_minute()
        while self.days:
            self._close_day()

    def _close_minute(self) -> None:
        """Leaves out a minute in which programs were at work; any other is counted into its day."""
        date = next(iter(self.open))
        pending = self.open.pop(date)
        of_day = self.days.get(date[:10])
        if of_day is None:  # the day was closed while this minute stood open
            of_day = self.days[date[:10]] = defaultdict(int)
        if is_timed(date) and sum(number for request, number in pending.items() if request.opens_page) > BURST:
            self.sink.leave_out_minute(read_day(date), sum(pending.values()))
            self.read += sum(pending.values())
            return
        for request, number in pending.items():
            of_day[request] += number

    def _close_day(self) -> None:
        date = next(iter(self.days))
        day = read_day(date)
        self.counts.saw(day)
        for request, number in self.days.pop(date).items():
            self.sink.add(day, request, number)
            self.read += number

    def _reject(self, why: Unreadable) -> None:
        kind = self.counts.unreadable.setdefault(why, Rejected())
        kind.number += 1
        if len(kind.places) < TOLD_PLACES:
            kind.places.append((self.log.path.name, self.number))

    def _refuse(self, error: PersonalDataError) -> None:
        if error.in_path and self.leave_out_paths:
            self._reject(Unreadable.PATH)
            return
        place = f"{self.log.path}: rad {self.number}"
        if error.in_path:
            raise LogError(
                f"Loggen innehåller personuppgifter. {place}: {error.what} står i själva adressen, som någon har "
                "frågat efter. Kör igen med --leave-out-paths, så utelämnas sådana rader och räknas för sig."
            ) from error
        raise LogError(
            f"Loggen innehåller personuppgifter. Byt format: {place}: {error.what}. Loggen ska bara ha {WANTED}, "
            "som i de serverinställningar som följer med. Radera den här loggen."
        ) from error
