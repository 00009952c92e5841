"""A slow phone's net on loopback: a web server that answers as a real host does, behind a relay that takes its time.

The relay stands between Chromium and the server, so that a new connection costs what it costs: one round trip for TCP
and one for TLS before the first byte, half a round trip in each direction, and a pipe that all connections share.
Chromium's own network emulation delays requests but not connections.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import ThreadingHTTPServer
from pathlib import Path

from browser import Handler

#: Round trips before a new connection carries its first byte: TCP, and TLS 1.3.
HANDSHAKES = 2
PACKET = 1400  # bytes


@dataclass(frozen=True)
class Net:
    """`round_trip` in seconds, `rate` in bytes a second for everything that comes down."""

    round_trip: float
    rate: float


#: The budget's slow phone: 400 ms round trip, 400 kbit/s.
SLOW = Net(round_trip=0.4, rate=50_000)


class _Host(Handler):
    """Keeps connections open, sends the build's brotli, and holds back what `late` names by as many seconds."""

    protocol_version = "HTTP/1.1"
    late: dict[str, float] = {}

    def do_GET(self) -> None:  # noqa: N802  the library's name
        """Answers with the file, compressed where a real host would."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        time.sleep(self.late.get(path.suffix, 0))
        if not path.is_file():
            self.send_error(404)
            return
        packed = path.with_name(f"{path.name}.br")
        body = (packed if packed.is_file() else path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "public, max-age=3600")
        if packed.is_file():
            self.send_header("Content-Encoding", "br")
        self.end_headers()
        self.wfile.write(body)


class _Relay:
    """Carries bytes between Chromium and the server as a slow net would."""

    def __init__(self, net: Net, port: int) -> None:
        self.net, self.port = net, port
        self.free_at = 0.0  # when the shared pipe has carried all that came before

    async def connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, from its handshakes to its end."""
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            await asyncio.sleep(HANDSHAKES * self.net.round_trip)
            up_reader, up_writer = await asyncio.open_connection("127.0.0.1", self.port)
            await asyncio.gather(self._carry(reader, up_writer, None), self._carry(up_reader, writer, self.net.rate))

    async def _carry(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, rate: float | None) -> None:
        """Packets arrive half a round trip later, in order; those with a `rate` also wait for the pipe."""
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

        async def deliver() -> None:
            while True:
                due, packet = await queue.get()
                await asyncio.sleep(max(0.0, due - time.monotonic()))
                if not packet:
                    target.close()
                    return
                target.write(packet)
                await target.drain()

        delivery = asyncio.create_task(deliver())
        while True:
            packet = await source.read(PACKET)
            sent_at = time.monotonic()
            if rate and packet:
                self.free_at = max(self.free_at, sent_at) + len(packet) / rate
                sent_at = self.free_at
            queue.put_nowait((sent_at + self.net.round_trip / 2, packet))
            if not packet:
                break
        await delivery


async def _end_connections() -> None:
    tasks = asyncio.all_tasks() - {asyncio.current_task()}
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.contextmanager
def serve_slowly(folder: Path, net: Net = SLOW, late: dict[str, float] | None = None) -> Iterator[str]:
    """Serves `folder` over `net`; files whose ending `late` names wait so many seconds. Gives the address."""
    host = type("Host", (_Host,), {"late": late or {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(host, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.start_server(_Relay(net, server.server_port).connect, "127.0.0.1", 0)
    listener = asyncio.run_coroutine_threadsafe(listening, loop).result()
    try:
        yield f"http://127.0.0.1:{listener.sockets[0].getsockname()[1]}"
    finally:
        asyncio.run_coroutine_threadsafe(_end_connections(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
        server.shutdown()
        server.server_close()
