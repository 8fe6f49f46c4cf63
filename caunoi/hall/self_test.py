"""Whether this hall answers itself at each of its addresses: what can be known without a phone."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
from typing import Literal

from tornado.httpclient import AsyncHTTPClient, HTTPClientError

# "other": something answers there, and it is not this hall. "closed": nothing does.
Verdict = Literal["answers", "other", "closed"]

PATIENCE_S = 2.0
# The page asks every two seconds; an address seldom opens or shuts.
RESTS_S = 10.0


async def knock(address: str, mark: str) -> Verdict:
    """Ask at an address of the hall's /hello/mark, from this computer."""
    client = AsyncHTTPClient()
    try:
        answer = await client.fetch(address, connect_timeout=PATIENCE_S, request_timeout=PATIENCE_S, raise_error=False)
    except (OSError, HTTPClientError):
        return "closed"
    if answer.code == 599:  # tornado's own word for "no answer"
        return "closed"
    return "answers" if answer.code == 200 and answer.body.decode(errors="replace") == mark else "other"


class SelfTest:
    """The newest verdict on each address; one that is older than RESTS_S is made anew."""

    def __init__(
        self,
        knock_at: Callable[[str], Awaitable[Verdict]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._knock_at = knock_at
        self._clock = clock
        self._known: dict[str, tuple[float, Verdict]] = {}

    async def verdicts(self, addresses: Iterable[str]) -> dict[str, Verdict]:
        """A verdict on each address, asked for at the same time."""
        wanted = tuple(addresses)
        now = self._clock()
        due = [each for each in wanted if each not in self._known or now >= self._known[each][0] + RESTS_S]
        for address, verdict in zip(due, await asyncio.gather(*map(self._knock_at, due)), strict=True):
            self._known[address] = (now, verdict)
        return {address: self._known[address][1] for address in wanted}
