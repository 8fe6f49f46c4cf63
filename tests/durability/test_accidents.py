"""At any moment something breaks: is every acknowledged step there, once, in its order, and does the phone go on?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from caunoi.hall.records import NewTrainee
from caunoi.hall.store import Store
from tests.durability.judge import judge
from tests.patience import PATIENCE_S
from tests.ports import free_port

ROOT = Path(__file__).parents[2]
PAGE, TASK = "lesson/start/first", "quiz/warm-up"
SEED = 20261126


class Held:
    """A phone in somebody's hand, and what it last said was safe."""

    def __init__(self, folder: Path, port: int, token: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        words = [str(folder), str(port), f"caunoi-session-{port}={token}", PAGE, TASK]
        self.folder, self.token, self.safe = folder, token, 0
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.durability.phone", *words],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.safe = int(line)

    def suffer(self, accident: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(accident + "\n")

    def end(self, kill: bool = False) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        if kill:
            self.process.kill()
        self.process.stdin.close()
        self.process.wait()
        self._reader.join()
        self.process.stdout.close()


class Room:
    """A hall, two phones of one person at the same page, two of others, and all that happens to them."""

    def __init__(self, folder: Path, halls: subprocess.Popen[str], chance: random.Random) -> None:
        self.folder, self.halls, self.chance = folder, halls, chance
        with Store(folder / "data") as store:
            record = store.classes.open("Lớp", "Xã", "2026-11-23", "vi")
            people = [each for each, _ in store.people.add(record.id, [NewTrainee(f"N{n}") for n in range(3)])]
            tokens = [store.sessions.open("trainee", record.id, each.id) for each in people]
        self.port = free_port()
        self.pid = self._open()
        self.phones = [self._phone(token) for token in (tokens[0], *tokens)]
        self.folders = [phone.folder for phone in self.phones]

    def _open(self) -> int:
        assert self.halls.stdin is not None and self.halls.stdout is not None
        self.halls.stdin.write(f"{self.port}\n")
        self.halls.stdin.flush()
        return int(self.halls.stdout.readline().split()[0])

    def _phone(self, token: str) -> Held:
        name = f"phone{len(list(self.folder.glob('phone*')))}"
        return Held(self.folder / name, self.port, token)

    def kill_the_hall(self) -> None:
        os.kill(self.pid, signal.SIGKILL)
        time.sleep(self.chance.uniform(0, 0.3))
        self.pid = self._open()

    def kill_a_phone(self) -> None:
        number = self.chance.randrange(len(self.phones))
        phone = self.phones[number]
        phone.end(kill=True)
        self.phones[number] = Held(phone.folder, self.port, phone.token)

    def cut_a_request(self) -> None:
        self.chance.choice(self.phones).suffer("request")

    def cut_an_answer(self) -> None:
        self.chance.choice(self.phones).suffer("answer")

    def take_a_phone_away(self) -> None:
        self.chance.choice(self.phones).suffer("away")

    def change_phones(self) -> None:
        """Somebody goes on with another phone; the first one is put away as it is."""
        number = self.chance.randrange(len(self.phones))
        self.phones[number].end(kill=True)
        self.phones[number] = self._phone(self.phones[number].token)
        self.folders.append(self.phones[number].folder)

    def goes_on(self) -> float:
        """Wait until each phone has told of a later step than it has now; gives the seconds of the slowest."""
        begun = time.monotonic()
        before = [phone.safe for phone in self.phones]
        while not all(phone.safe > safe for phone, safe in zip(self.phones, before, strict=True)):
            assert time.monotonic() - begun < PATIENCE_S, "a phone does not come back"
            assert all(phone.process.poll() is None for phone in self.phones), "a phone has ended by itself"
            time.sleep(0.005)
        return time.monotonic() - begun

    def close(self) -> None:
        for phone in self.phones:
            phone.end()
        os.kill(self.pid, signal.SIGKILL)


ACCIDENTS: tuple[Callable[[Room], None], ...] = (
    Room.kill_the_hall,
    Room.kill_a_phone,
    Room.cut_a_request,
    Room.cut_an_answer,
    Room.take_a_phone_away,
    Room.change_phones,
)


@contextmanager
def opened(folder: Path, course: Path, static: Path) -> Iterator[Room]:
    (folder / "data").mkdir()
    command = [sys.executable, "-m", "tests.server.hall_process", str(folder / "data"), str(course), str(static)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as halls:
        room = Room(folder, halls, random.Random(SEED))
        try:
            yield room
        finally:
            room.close()
            assert halls.stdin is not None
            halls.stdin.close()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL and no fork there")
@pytest.mark.parametrize("moments", [40, pytest.param(200, marks=pytest.mark.full)])
def test_whatever_breaks_loses_nothing_doubles_nothing_and_everybody_goes_on(
    tmp_path: Path, course: Path, static: Path, moments: int
) -> None:
    slowest: dict[str, float] = {}
    with opened(tmp_path, course, static) as room:
        room.goes_on()
        told = 0
        for moment in range(moments):
            accident = ACCIDENTS[moment % len(ACCIDENTS)]
            time.sleep(room.chance.uniform(0, 0.2))
            accident(room)
            seconds = room.goes_on()
            slowest[accident.__name__] = max(seconds, slowest.get(accident.__name__, 0.0))
            acknowledged, complaints = judge(tmp_path / "data" / "hall.db", room.folders)
            assert complaints == [], (moment, accident.__name__)
            assert acknowledged > told
            told = acknowledged
    # Reported (pytest -s), not asserted: how long until the slowest phone was at its next step.
    print(f"\n{told} steps acknowledged, none lost; slowest seconds to the next step of every phone:")
    print(", ".join(f"{name} {seconds:.2f}" for name, seconds in slowest.items()))
