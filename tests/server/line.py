"""The network between phones and a hall: a test cuts it, lets it swallow what is sent, and mends it."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field


@dataclass
class Line:
    """Listens on a free port and passes on, byte for byte, what goes between a phone and the hall at `hall_port`."""

    hall_port: int
    port: int = 0
    _open: asyncio.Event = field(default_factory=asyncio.Event)
    _cut: bool = False
    _ends: set[asyncio.StreamWriter] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def open(self) -> None:
        """Begin; the line is whole."""
        self._open.set()
        self._server = await asyncio.start_server(self._joined, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def cut(self) -> None:
        """Nobody reaches the hall: what is connected breaks off, and who knocks is refused."""
        self._cut = True
        self._open.clear()
        self._break()

    async def swallow(self) -> None:
        """Nothing gets through and nobody is told, as where the Wi-Fi is full: connections stay, bytes wait."""
        self._open.clear()

    async def mend(self) -> None:
        """As before; what was swallowed arrives now."""
        self._cut = False
        self._open.set()

    async def close(self) -> None:
        """End everything."""
        self._server.close()
        await self.cut()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*list(self._tasks), return_exceptions=True)

    def _break(self) -> None:
        for end in list(self._ends):
            end.transport.abort()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._ends.add(writer)
        # A task that streams started is not to end cancelled: before Python 3.12 they complain of it.
        with contextlib.suppress(OSError, asyncio.CancelledError):
            await self._open.wait()
            inner, outer = await asyncio.open_connection("127.0.0.1", self.hall_port)
            self._ends.add(outer)
            await asyncio.gather(self._pass(reader, outer), self._pass(inner, writer))
            self._ends.discard(outer)
        writer.transport.abort()
        self._ends.discard(writer)
        self._tasks.discard(task)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while some := await source.read(65_536):
                await self._open.wait()
                sink.write(some)
                await sink.drain()
        sink.close()
