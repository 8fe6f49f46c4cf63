"""A phone that can be killed: python -m tests.durability.phone FOLDER PORT COOKIE PAGE TASK.

It keeps what `caunoi/hall/static/attempt.js` keeps: what waits stands on the device before it is sent, and goes out
under the writer that made it. In its folder it notes every tap it made and every number it was told is saved. A line on
its input is an accident: "request" and "answer" cut the connection in the middle of either, "away" is ten minutes of
its clock without a network. For each acknowledged batch it prints the number of its last tap.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import select
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

AWAY_MS = 600_000
AWAY_TAPS = 7
PAUSE_S = 0.05


class Phone:
    """One opening of a page on a device, whose folder may hold what an earlier opening left."""

    def __init__(self, folder: Path, port: int, cookie: str, page: str, task: str) -> None:
        self.folder, self.port, self.page, self.task = folder, port, page, task
        self.cookies = dict([cookie.split("=", 1)])
        self.device = folder / "device.json"
        # [writer, waiting events], the oldest first; the last one is our own.
        self.queues: list[list[Any]] = json.loads(self.device.read_text()) if self.device.exists() else []
        self.taps = sum(1 for _ in self._lines("taps"))
        self.at_ms = 1_000 * self.taps
        self.last = self.seq = 0
        self.attempt = self.key = ""

    def begin(self) -> None:
        """Ask for the attempt and for a writer until both are there."""
        while not self.attempt:
            with contextlib.suppress(OSError, http.client.HTTPException):
                opened = self._ask("GET", f"/api/attempt?page={self.page}")
                self.key = opened["xsrf"]
                stored = {(each["writer"], each["n"]) for each in opened["events"]}
                for writer, waiting in self.queues:
                    waiting[:] = [each for each in waiting if (writer, each["n"]) not in stored]
                writer = self._ask("POST", "/api/writer", {"attempt": opened["attempt"]})["writer"]
                self.queues = [[number, waiting] for number, waiting in self.queues if waiting] + [[writer, []]]
                self.attempt = opened["attempt"]
                continue
            time.sleep(PAUSE_S)

    def tap(self) -> None:
        """One step, on the device before it is sent.

        Noted first: a phone killed between the two has lost a step that nobody promised it, while a step that is on the
        device and not among the notes would give its name to the next one too.
        """
        self.taps += 1
        self.last += 1
        self.at_ms += 1_000
        writer, waiting = self.queues[-1]
        event = {"answer": "q", "to": f"{self.folder.name}.{self.taps}"}
        self._note("taps", writer, self.last, event["to"])
        waiting.append({"n": self.last, "task": self.task, "event": event, "at_ms": self.at_ms})
        self._keep()

    def send(self, accident: str = "") -> None:
        """Send the oldest queue that waits; what fails waits for the next time."""
        queue = next((each for each in self.queues if each[1]), self.queues[-1])
        body = {"attempt": self.attempt, "writer": queue[0], "since": self.seq, "events": queue[1][:50]}
        try:
            answer = self._cut(body, accident) if accident else self._ask("POST", "/api/events", body)
        except (OSError, http.client.HTTPException):
            return
        self._note("acknowledged", queue[0], answer["acknowledged"])
        self.seq = answer["seq"]
        queue[1] = [each for each in queue[1] if each["n"] > answer["acknowledged"]]
        self._keep()
        if not any(waiting for _, waiting in self.queues):
            print(self.taps, flush=True)

    def _keep(self) -> None:
        fresh = self.device.with_suffix(".new")
        fresh.write_text(json.dumps(self.queues))
        fresh.replace(self.device)

    def _note(self, name: str, *values: Any) -> None:
        """One line, whole or not at all, that a kill cannot take back."""
        line = json.dumps([self.attempt, *values]).encode() + b"\n"
        number = os.open(self.folder / name, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        os.write(number, line)
        os.close(number)

    def _lines(self, name: str) -> list[str]:
        file = self.folder / name
        return file.read_text().splitlines() if file.exists() else []

    def _headers(self) -> dict[str, str]:
        known = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return {"Cookie": known, "X-XSRFToken": self.key, "Content-Type": "application/json"}

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, None if body is None else json.dumps(body), self._headers())
            answer = connection.getresponse()
            said = answer.read()
            for line in answer.headers.get_all("Set-Cookie") or ():
                name, _, value = line.split(";")[0].partition("=")
                self.cookies[name] = value
        finally:
            connection.close()
        if answer.status in (400, 403, 404, 409):  # never in this play: whoever sees it has lost something
            self._note("refused", answer.status, said.decode())
        if answer.status != 200:
            raise OSError(answer.status)
        return json.loads(said)

    def _cut(self, body: Any, where: str) -> Any:
        content = json.dumps(body).encode()
        names = {**self._headers(), "Host": f"127.0.0.1:{self.port}", "Content-Length": str(len(content))}
        head = "POST /api/events HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in names.items())
        whole = head.encode() + b"\r\n" + content
        with socket.create_connection(("127.0.0.1", self.port), 20) as line:
            line.sendall(whole if where == "answer" else whole[: len(whole) - len(content) // 2])
            if where == "answer":
                line.recv(12)
            # No farewell, as when the Wi-Fi is gone.
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        raise ConnectionResetError


def main(folder: str, port: str, cookie: str, page: str, task: str) -> None:
    phone = Phone(Path(folder), int(port), cookie, page, task)
    phone.begin()
    while True:
        ready, _, _ = select.select([sys.stdin], [], [], PAUSE_S)
        accident = sys.stdin.readline().strip() if ready else ""
        if ready and not accident:
            return
        if accident == "away":
            for _ in range(AWAY_TAPS):
                phone.tap()
                phone.at_ms += AWAY_MS // AWAY_TAPS
            accident = ""
        phone.tap()
        phone.send(accident)


if __name__ == "__main__":
    main(*sys.argv[1:])
