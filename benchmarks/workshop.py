"""A workshop on one laptop: sixty trainees for half an hour, with a facilitator's board open, against stock Voila.

    python -m benchmarks.workshop [--people 60] [--minutes 30] [--stock 40]

Sixty people sign in within a minute, open lessons, tap at a human pace, beat every 15 seconds, listen to the class and
hand in an assessment. Beside them a third as many do the same in a hall of their own: what the larger hall takes more
at the same moment is what the further people cost, without what any hall makes once. Afterwards the store is compared
with what each phone was told is saved. The long form takes about 40 minutes, of which the last three are stock Voila's;
`--minutes 2 --stock 0` is the short one. Loopback only.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table
from tornado.httpclient import AsyncHTTPClient

from benchmarks import hall
from benchmarks.arrivals import Figures, measure_stock, p95
from benchmarks.process import Server
from benchmarks.trainee import Notes, Trainee, Unanswered, Web
from caunoi.composition import services
from caunoi.content import library_of
from caunoi.hall.store import Store
from caunoi.settings import CHECKOUT, settings
from caunoi.simulated.roll import roll
from caunoi.web.security import session_cookie

LESSONS = ("lesson/01-portal/file-for-grandmother", "lesson/01-portal-procedures/social-pension")
ASSESSMENT = "assessment/portal-basics"
SIGN_IN_S = 60.0
REHEARSAL_S = 20.0
SEED = 20261123
CONTENT = (CHECKOUT / "widgets" / "portals", CHECKOUT / "curriculum", CHECKOUT / "assessments")


@dataclass(frozen=True)
class Class:
    """An opened class: its code, cards with PINs, and a facilitator's session."""

    id: str
    code: str
    cards: tuple[tuple[str, str], ...]
    facilitator: str


def open_class(data: Path, people: int) -> Class:
    """A class with a released assessment and so many people and one more, who rehearses; none signed in."""
    doors = services(settings({}, data=data), None)
    with Store(data) as store:
        record = store.classes.open("Đo tải", "Suối Mơ", "2026-01-15", "vi", prepare=doors.open_class)
        told = store.people.add(record.id, [person.row() for person in roll(people + 1, SEED)])
        doors.add_trainees(record.id, [person for person, _ in told])
        cards = tuple((person.card, pin) for person, pin in told)
        return Class(record.id, record.code, cards, store.sessions.open("facilitator"))


async def rehearse(board: Web, opened: Class, first: Trainee) -> None:
    """The facilitator tries everything once as somebody on a card too many, with the board open.

    What a hall makes at its first use is measured by `benchmarks.arrivals`.
    """
    until = time.monotonic() + REHEARSAL_S
    async with asyncio.TaskGroup() as group:
        group.create_task(facilitate(board, opened.id, until))
        group.create_task(first.workshop(time.monotonic(), list(LESSONS), ASSESSMENT, until))


async def facilitate(web: Web, class_id: str, until: float) -> None:
    """The board of the class stays open and renews itself; its whole page is loaded again now and then."""

    def heard(chunk: bytes) -> None:
        web.notes.states += chunk.count(b"event: part")

    async def reload() -> None:
        while time.monotonic() < until:
            with contextlib.suppress(Unanswered):
                await web.ask("board", f"/vi/facilitator/class/{class_id}")
            await asyncio.sleep(20)

    async with asyncio.TaskGroup() as group:
        group.create_task(web.listen(f"/vi/facilitator/class/{class_id}/board", until, heard))
        group.create_task(reload())


async def run(server: Server, opened: Class, minutes: float, notes: Notes) -> list[float]:
    """Play the workshop; gives the hall's memory in MB, after the rehearsal and then every tenth of the time."""
    library = library_of(CONTENT)
    people = roll(len(opened.cards), SEED)

    def trainee(number: int, told: Notes) -> Trainee:
        card, pin = opened.cards[number]
        chance = random.Random(f"{SEED}/{number}")
        return Trainee(Web(server.url, told), people[number], opened.code, card, pin, library, chance)

    def facilitator(told: Notes) -> Web:
        web = Web(server.url, told)
        web.cookies[session_cookie(int(server.url.rpartition(":")[2]))] = opened.facilitator
        return web

    rehearsed = Notes()
    await rehearse(facilitator(rehearsed), opened, trainee(-1, rehearsed))
    notes.errors += rehearsed.errors
    memory = [server.memory_mb()]
    begun, until = time.monotonic(), time.monotonic() + minutes * 60
    arriving = min(SIGN_IN_S, minutes * 20)

    async def one(number: int) -> None:
        person = trainee(number, notes)
        await person.workshop(begun + person.chance.uniform(0, arriving), list(LESSONS), ASSESSMENT, until)

    async def watch() -> None:
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, minutes * 6))
            memory.append(server.memory_mb())

    async with asyncio.TaskGroup() as group:
        group.create_task(facilitate(facilitator(notes), opened.id, until))
        group.create_task(watch())
        for number in range(len(opened.cards) - 1):
            group.create_task(one(number))
    return memory


@dataclass(frozen=True)
class Played:
    """What a workshop has shown: notes of the phones, memory in MB, processor time in s, the judge's count, the log."""

    notes: Notes
    memory: list[float]
    used: float
    kept: int
    wrong: int
    said: list[str]


def play(folder: Path, people: int, minutes: float, *, settled: bool = True) -> Played:
    """Open a class, serve it, play the workshop and judge its store; `settled` waits until no page is being made."""
    (played,) = play_together(folder, (people,), minutes, settled=settled)
    return played


def play_together(folder: Path, sizes: Sequence[int], minutes: float, *, settled: bool = True) -> list[Played]:
    """Play workshops of different sizes at the same time, each in a hall of its own."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    places = [folder / f"{people}-people" for people in sizes]
    classes = [open_class(place / "data", people) for place, people in zip(places, sizes, strict=True)]
    notes = [Notes() for _ in sizes]
    with contextlib.ExitStack() as running:
        servers = [hall.serve(place / "data", place / "hall.log") for place in places]
        for server in servers:
            running.callback(server.stop)
        for server in servers:
            server.wait_ready("/vi/")
            if settled:  # a hall is started before people come, and makes its pages in advance
                server.wait_settled()
        memory = asyncio.run(_all_at_once(servers, classes, minutes, notes))
        used = [server.cpu_seconds() for server in servers]
    return [
        _judged(place, told, taken, spent)
        for place, told, taken, spent in zip(places, notes, memory, used, strict=True)
    ]


async def _all_at_once(
    servers: Sequence[Server], classes: Sequence[Class], minutes: float, notes: Sequence[Notes]
) -> list[list[float]]:
    workshops = zip(servers, classes, notes, strict=True)
    return await asyncio.gather(*(run(server, opened, minutes, told) for server, opened, told in workshops))


def _judged(place: Path, notes: Notes, memory: list[float], used: float) -> Played:
    kept, wrong = judge(place / "data", notes)
    lines = (place / "hall.log").read_text(encoding="utf-8").splitlines()
    return Played(notes, memory, used, kept, wrong, [line for line in lines if "ERROR" in line])


def per_further(many: Played, few: Played, further: int) -> list[float]:
    """MB for each of the further people at each moment: what the larger hall grew by more than the smaller one."""
    moments = zip(many.memory, few.memory, strict=False)
    return [((one - many.memory[0]) - (other - few.memory[0])) / further for one, other in moments]


def judge(data: Path, notes: Notes) -> tuple[int, int]:
    """Compare what was acknowledged with what is stored; gives how many events there are, lost and differing ones."""
    wrong = total = 0
    with Store(data) as store:
        for (attempt, writer), told in notes.acknowledged.items():
            stored = [each for each in store.events.of_attempt(attempt) if each.writer == writer]
            total += len(told)
            kept = [{"n": e.n, "task": e.task, "event": e.event, "at_ms": e.at_ms} for e in stored]
            wrong += sum(one != other for one, other in zip(told, kept, strict=False)) + abs(len(told) - len(kept))
        for attempt, receipt in notes.receipts.items():
            wrong += store.attempts.get(attempt).receipt != receipt
    return total, wrong


def spread(values: Sequence[float]) -> str:
    """Median, 95th percentile and largest in milliseconds."""
    if not values:
        return "none"
    return " / ".join(f"{1000 * value:.0f}" for value in (median(values), p95(values), max(values)))


def main() -> None:
    """Play the workshop, then stock Voila's arrivals, and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--stock", type=int, default=40, help="arrivals at stock Voila in 5 s; 0 leaves it out")
    options = parser.parse_args()
    fewer = max(1, options.people // 3)
    AsyncHTTPClient.configure(None, max_clients=20 * (options.people + fewer))
    with tempfile.TemporaryDirectory(prefix="caunoi-workshop-") as name:
        played, beside = play_together(Path(name), (options.people, fewer), options.minutes)
        voila = measure_stock(Path(name), options.stock, 5.0) if options.stock else None
    Console(width=130).print(table(options, played, per_further(played, beside, options.people - fewer), voila))
    print(f"hall: {played.used:.0f} s of processor time in {options.minutes:g} min")
    print(f"the board renewed itself {played.notes.states} times")
    moments = " / ".join(f"{each:.0f} MB" for each in (beside.memory[0], max(beside.memory), beside.memory[-1]))
    print(f"the hall with {fewer} people, start / most / end: {moments}")
    for line in [*played.notes.errors[:20], *played.said[:20], *beside.notes.errors[:20], *beside.said[:20]]:
        print(line)


def table(options: argparse.Namespace, played: Played, further: Sequence[float], voila: Figures | None) -> Table:
    """All figures, each with its goal; `further` is the memory per further trainee in MB over the time."""
    shown = Table(title=f"{options.people} trainees for {options.minutes:g} minutes")
    for heading in ("measure", "hall", "goal", "met", "stock Voila"):
        shown.add_column(heading)

    def row(measure: str, value: str, goal: str = "", met: bool | None = None, other: str = "") -> None:
        shown.add_row(measure, value, goal, "" if met is None else "yes" if met else "NO", other)

    notes, memory, seconds = played.notes, played.memory, played.notes.seconds
    requests = sum(len(each) for name, each in seconds.items() if name != "page")
    row("errors", f"{len(notes.errors)} in {requests} requests", "none", not notes.errors)
    row("acknowledged steps lost or changed", f"{played.wrong} of {played.kept}", "none", played.wrong == 0)
    row("handed in", f"{len(notes.receipts)} of {options.people}", "all", len(notes.receipts) == options.people)
    signed_in, saved = seconds["sign in"], seconds["save"]
    row("sign in, ms median / p95 / max", spread(signed_in), "p95 < 2000", bool(signed_in) and p95(signed_in) < 2)
    row("save, ms", spread(saved), "p95 < 100", bool(saved) and p95(saved) < 0.1)
    live = f"p95 {1000 * voila.complete[0]:.0f} to live widgets" if voila else ""
    row("page with its modules, ms", spread(seconds["page"]), other=live)
    for name in ("open", "heartbeat", "list of lessons", "hand in", "board"):
        row(f"{name}, ms", spread(seconds[name]))
    theirs = f"{(voila.memory[1] - voila.memory[0]) / options.stock:.1f} MB" if voila else ""
    grown = f"{max(further):.3f} MB at most, {further[-1]:.3f} MB at the end"
    row("memory per further trainee", grown, "< 0.1 MB", max(further) < 0.1, theirs)
    row("memory, start / most / end", " / ".join(f"{each:.0f} MB" for each in (memory[0], max(memory), memory[-1])))
    return shown


if __name__ == "__main__":
    main()
