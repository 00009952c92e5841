"""The addresses of other sites that ours shows, each asked once and politely whether it is still there.

The only place that reaches the network beside publishing. Never part of a check of texts: other people's servers must
not decide whether an editor may save a sentence.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit

#: Other hosts' servers that are asked at the same time; one host is never asked by two.
HOSTS_AT_ONCE = 4
REDIRECTS = 3
_MOVED = frozenset({301, 308})
_REDIRECTED = _MOVED | {302, 303, 307}
_GONE = frozenset({404, 410})
BUSY = 429
TOO_SLOW = "Servern svarar inte i tid."


@dataclass(frozen=True)
class Manners:
    """How other people's servers are met. Times in seconds.

    `agent` names the site, never a person. `pause` waits; tests put their own in its place. `schemes` has http only in
    tests, whose server has no certificate.
    """

    agent: str
    timeout: float = 10
    longest: float = 25  # for one answer, however slowly it drips
    between: float = 1  # from the end of one request to the start of the next, to one host
    most_patience: float = 60  # the longest Retry-After that is waited for
    schemes: frozenset[str] = frozenset({"https"})
    pause: Callable[[float], object] = field(default_factory=lambda: threading.Event().wait)


@dataclass(frozen=True)
class Answer:
    """What became of an address: `status` is `ok`, `gone`, `moved`, `refused`, `busy`, `unsafe`, `circle` or `silent`;
    `detail` is the new address or the reason, in Swedish."""

    status: str
    detail: str = ""


class _SilentError(Exception):
    """No answer came; the text says why, in Swedish."""


@dataclass(frozen=True)
class _Reply:
    status: int
    location: str = ""
    retry_after: float = 0


class _Host:
    """One host: asked by one at a time, with a pause between; `resting` once it has asked us to stop."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked = False
        self.resting = False


class LinkChecker:
    """Asks about addresses, each host in its own thread."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def check(self, addresses: Iterable[str], say: Callable[[int], object] = lambda _: None) -> dict[str, Answer]:
        """The answer for each address. `say` is told how many addresses each finished host had."""
        by_host: dict[str, list[str]] = {}
        for address in sorted(set(addresses)):
            by_host.setdefault(urlsplit(address).netloc, []).append(address)
        answers: dict[str, Answer] = {}
        with ThreadPoolExecutor(HOSTS_AT_ONCE) as pool:
            for found in pool.map(self._ask_host, by_host.values()):
                answers.update(found)
                say(len(found))
        return answers

    def _ask_host(self, addresses: list[str]) -> dict[str, Answer]:
        return {address: self.ask(address) for address in addresses}

    def ask(self, address: str) -> Answer:
        """What becomes of one address, through at most REDIRECTS redirections.

        Where it begins with permanent moves, the last of them is its new address.
        """
        here = moved = address
        is_moving = True
        for _ in range(REDIRECTS + 1):
            try:
                reply = self._reply(here)
            except _SilentError as error:
                return Answer("silent", str(error))
            if reply.status not in _REDIRECTED:
                return _judged(reply, moved if moved != address else "")
            here = urljoin(here, reply.location)
            if not reply.location or urlsplit(here).scheme not in self.manners.schemes:
                return Answer("unsafe", here if reply.location else "")
            is_moving = is_moving and reply.status in _MOVED
            moved = here if is_moving else moved
        return Answer("circle")

    def _reply(self, address: str) -> _Reply:
        """What the address's host answers in the end, in its turn. Raises _SilentError."""
        with self._lock:
            host = self._hosts.setdefault(urlsplit(address).netloc, _Host())
        with host.lock:
            if host.resting:
                return _Reply(BUSY)
            reply = self._tried(host, address)
            if reply.status == BUSY and reply.retry_after <= self.manners.most_patience:
                self.manners.pause(reply.retry_after)
                reply = self._tried(host, address)
            host.resting = reply.status == BUSY
            return reply

    def _tried(self, host: _Host, address: str) -> _Reply:
        """The answer, asked for a second time where the first gave nothing. Raises _SilentError."""
        try:
            reply = self._asked(host, address)
        except _SilentError:
            return self._asked(host, address)
        return self._asked(host, address) if reply.status >= 500 else reply

    def _asked(self, host: _Host, address: str) -> _Reply:
        """The answer to HEAD, or to GET from a server that does not like HEAD."""
        reply = self._once(host, "HEAD", address)
        return reply if reply.status < 400 or reply.status == BUSY else self._once(host, "GET", address)

    def _once(self, host: _Host, method: str, address: str) -> _Reply:
        """One request. Of the answer only the head is read: a body may be endless."""
        if host.asked:
            self.manners.pause(self.manners.between)
        host.asked = True
        watch = _Watch(self.manners.longest)
        try:
            connection = self._connection(address)
            watch.start(connection)
            with closing(connection):
                headers = {"User-Agent": self.manners.agent, "Accept": "text/html, */*;q=0.8", "Connection": "close"}
                connection.request(method, _target(address), headers=headers)
                response = connection.getresponse()
                if watch.is_over:  # a cut head looks like a whole one
                    raise TimeoutError
                location = (response.getheader("Location") or "").encode("latin-1", "replace").decode(errors="replace")
                return _Reply(response.status, location, _seconds(response.getheader("Retry-After")))
        except (OSError, ValueError, http.client.HTTPException) as error:
            raise _SilentError(TOO_SLOW if watch.is_over else _reason(error)) from error
        finally:
            watch.stop()

    def _connection(self, address: str) -> http.client.HTTPConnection:
        parts = urlsplit(address)
        name = (parts.hostname or "").encode("idna").decode()
        if parts.scheme == "http":
            return http.client.HTTPConnection(name, parts.port, timeout=self.manners.timeout)
        return http.client.HTTPSConnection(
            name, parts.port, timeout=self.manners.timeout, context=ssl.create_default_context()
        )


class _Watch:
    """Closes a connection that takes too long in all: a server may drip one sign at a time for ever."""

    def __init__(self, longest: float) -> None:
        self.is_over = False
        self._connection: http.client.HTTPConnection | None = None
        self._timer = threading.Timer(longest, self._close)
        self._timer.daemon = True

    def start(self, connection: http.client.HTTPConnection) -> None:
        """Begins to count the seconds of a connection."""
        self._connection = connection
        self._timer.start()

    def stop(self) -> None:
        """The answer came, or none will."""
        self._timer.cancel()

    def _close(self) -> None:
        self.is_over = True
        plug = self._connection.sock if self._connection else None
        if plug is not None:
            with suppress(OSError):
                plug.shutdown(socket.SHUT_RDWR)


def _judged(reply: _Reply, moved: str) -> Answer:
    """What an answer that is no redirection means."""
    if reply.status in _GONE:
        return Answer("gone", str(reply.status))
    if reply.status == BUSY:
        return Answer("busy")
    if reply.status >= 500:
        return Answer("silent", f"Servern svarar med fel {reply.status}.")
    if reply.status >= 400:
        return Answer("refused", str(reply.status))
    return Answer("moved", moved) if moved else Answer("ok")


def _target(address: str) -> str:
    """The path and the query of an address, as they are asked for."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return quote((parts.path or "/") + query, safe="/%?:@!$&'()*+,;=~-._")


def _seconds(value: str | None) -> float:
    """The seconds of Retry-After; endless where a day is named instead, since nobody here reads the clock."""
    if not value:
        return 0
    return float(value) if value.strip().isdigit() else float("inf")


def _reason(error: Exception) -> str:
    """Why no answer came, in Swedish."""
    for kind, said in _REASONS:
        if isinstance(error, kind):
            return said
    return "Servern svarar inte som den ska."


_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (ssl.SSLCertVerificationError, "Serverns certifikat går inte att lita på."),
    (ssl.SSLError, "Den säkra anslutningen till servern misslyckades."),
    (socket.gaierror, "Namnet på servern finns inte."),
    (TimeoutError, TOO_SLOW),
    (ConnectionRefusedError, "Servern tar inte emot någon anslutning."),
    (ConnectionError, "Servern bröt anslutningen."),
    (UnicodeError, "Adressen går inte att läsa."),
)
