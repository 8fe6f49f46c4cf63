"""Runs the hall with the assessor beside it, tells people where they are, and ends everything together."""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable

from caunoi import console
from caunoi.allocator import give_back_large_pieces
from caunoi.assessor import HOST, Assessor
from caunoi.ending import ended_by_signals
from caunoi.errors import CauNoiError
from caunoi.file_modes import open_to_others
from caunoi.hall.app import Hall
from caunoi.hall.services import Services
from caunoi.i18n import translator
from caunoi.network import own_ways
from caunoi.occupied import hall_works
from caunoi.settings import Settings
from caunoi.told_address import phone_address, read_choice, told, what_it_is


class Stopped(CauNoiError):
    """What ran beside the hall went wrong, so that the hall was ended too."""


def serve(
    chosen: Settings, services: Services, assessor: Assessor | None, beside: Callable[[Hall], None] | None = None
) -> None:
    """Serve until Ctrl-C or SIGTERM; `beside` runs in a thread once the hall answers, a simulated class for example.

    Raises SettingError for a busy port, StoreError for an unusable data folder, HallRuns for one in which another hall
    works, Stopped when `beside` failed.
    """
    give_back_large_pieces()
    failed: list[CauNoiError] = []
    with ended_by_signals(), contextlib.ExitStack() as last:
        if assessor is not None:
            last.callback(assessor.close)
        hall = Hall(chosen, services)
        last.enter_context(hall_works(chosen.data))
        hall.initialize()
        warn_of_others(chosen)

        def ready() -> None:
            # Only now: a second start that finds the port busy must not spend the first one's link.
            link = _here(hall) + hall.addresses.to(
                f"facilitator/enter?key={hall.store.facilitator_key.renew()}", chosen.lang
            )
            tell_addresses(chosen, link)
            if beside is not None:
                _in_thread("beside the hall", lambda: _beside(hall, beside, failed))
            elif chosen.browser:
                console.open_browser(link)
            if assessor is not None:
                _in_thread("assessor", lambda: _start(assessor, hall, chosen.lang))

        hall.start(ready)
    if failed:
        raise Stopped(str(failed[0])) from failed[0]


def tell_addresses(chosen: Settings, link: str) -> None:
    """Print where the facilitator and the trainees go."""
    _ = translator(chosen.lang).gettext
    console.say(_("Cầu Nối is running. Leave this window open; Ctrl-C ends everything."))
    console.say(_("Facilitator, on this computer, works once: {address}").format(address=link))
    if not chosen.lan:
        said = _("Trainees, on this computer only: {address} (start with --lan to let phones in)")
        console.say(said.format(address=f"http://{HOST}:{chosen.port}{chosen.base_path}/"))
        return
    ways = own_ways()
    first = told(ways, read_choice(chosen.data))
    if first is None:
        console.say(
            _("No network was found yet. Switch on a hotspot or join the room's Wi-Fi: the hall follows by itself.")
        )
        return
    address = phone_address(chosen, first)
    said = _("Trainees, with their phones in the same Wi-Fi: {address} ({what})")
    console.say(said.format(address=address, what=what_it_is(_, first)))
    console.show_qr(address)
    others = [f"{phone_address(chosen, way)} ({what_it_is(_, way)})" for way in ways if way != first]
    if others:
        listed = ", ".join(others)
        console.say(_("If a phone does not reach it, one of these may do: {addresses}").format(addresses=listed))
        console.say(_("The facilitator's page “Addresses” shows which of them phones reach, and lets you choose."))


def warn_of_others(chosen: Settings) -> None:
    """Say once which part of the data folder other users of this computer can read, and how to close it."""
    found = open_to_others(chosen.data)
    if found:
        sentence = translator(chosen.lang).gettext(
            "Other users of this computer can read {places}: names and answers are there. Close it with: {command}"
        )
        places = ", ".join(str(path) for path in found)
        console.complain(sentence.format(places=places, command=f"chmod -R go-rwx '{chosen.data}'"))


def _here(hall: Hall) -> str:
    return f"http://{HOST}:{hall.port}"


def _start(assessor: Assessor, hall: Hall, lang: str) -> None:
    """Start the assessor at the newest class, so that it is warm when somebody grades."""
    _ = translator(lang).gettext
    newest = next(iter(hall.store.classes.all()), None)
    try:
        address = assessor.open(newest.id if newest else None)
    except CauNoiError as error:
        if not assessor.closed:
            console.complain(_("Written answers cannot be graded now: {reason}").format(reason=error))
        return
    console.say(_("Assessor (JupyterLab, formgrader), on this computer: {address}").format(address=address))


def _beside(hall: Hall, work: Callable[[Hall], None], failed: list[CauNoiError]) -> None:
    try:
        work(hall)
    except CauNoiError as error:
        failed.append(error)
        signal.raise_signal(signal.SIGINT)
    except BaseException:
        failed.append(CauNoiError("the work beside the hall broke off; what it said stands above"))
        signal.raise_signal(signal.SIGINT)
        raise


def _in_thread(name: str, work: Callable[[], None]) -> None:
    threading.Thread(target=work, name=name, daemon=True).start()
