"""The streams that are open now, by session: few for each, and none that outlives its sign-in."""

from __future__ import annotations

from typing import Protocol

from caunoi.hall.records import SessionRecord

# A phone may have a list and a lesson open, and a stream that its network has not given up yet.
MOST_PER_SESSION = 3


class Stream(Protocol):
    """One answer that goes on; `end` says why it does not."""

    def end(self, why: str) -> None:
        """Say the last word and finish."""


class Streams:
    """All open streams of a hall; on the event loop only."""

    def __init__(self, most: int = MOST_PER_SESSION) -> None:
        self._most = most
        self._open: dict[str, list[Stream]] = {}
        self._sessions: dict[str, SessionRecord] = {}

    def add(self, token: str, session: SessionRecord, stream: Stream) -> None:
        """Note a stream of a session; the oldest gives way, since the newest is the page somebody looks at."""
        self._sessions[token] = session
        mine = self._open.setdefault(token, [])
        mine.append(stream)
        while len(mine) > self._most:
            mine.pop(0).end("replaced")

    def remove(self, token: str, stream: Stream) -> None:
        """The stream has ended."""
        mine = self._open.get(token, [])
        if stream in mine:
            mine.remove(stream)
        if not mine:
            self._open.pop(token, None)
            self._sessions.pop(token, None)

    def end(self, token: str) -> None:
        """End all streams of a session that is being closed."""
        self._sessions.pop(token, None)
        for stream in self._open.pop(token, []):
            stream.end("signed-out")

    def end_all_of(self, class_id: str, trainee: str) -> None:
        """End all streams of somebody who was signed out on every phone."""
        theirs = [
            token
            for token, session in self._sessions.items()
            if (session.class_id, session.trainee_id) == (class_id, trainee)
        ]
        for token in theirs:
            self.end(token)

    def close(self) -> None:
        """End all streams: the hall closes, and a page comes back when there is one again."""
        self._sessions.clear()
        for token in list(self._open):
            for stream in self._open.pop(token):
                stream.end("closing")

    def count(self) -> int:
        """How many are open."""
        return sum(len(mine) for mine in self._open.values())
