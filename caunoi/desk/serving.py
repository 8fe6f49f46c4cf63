"""Runs the desk until Ctrl-C and tells its author where it is."""

from __future__ import annotations

import asyncio

from caunoi import console
from caunoi.desk.app import Desk
from caunoi.ending import ended_by_signals, until_signal
from caunoi.i18n import translator


def serve_desk(desk: Desk, *, browser: bool) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises SettingError for a busy port."""
    _ = translator(desk.lang).gettext

    def ready() -> None:
        console.say(_("The author's desk, on this computer, works once: {address}").format(address=desk.link))
        console.say(_("Ctrl-C ends it."))
        if browser:
            console.open_browser(desk.link)

    with ended_by_signals():
        asyncio.run(until_signal(desk.run(ready)))
