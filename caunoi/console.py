"""What the command line prints: sentences, progress, the addresses of a start with their QR."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator

import segno
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Advance = Callable[[int, int, str], None]


def use_utf8() -> None:
    """Let every console take every language; a letter it cannot show becomes a question mark, not a crash."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def say(text: str = "") -> None:
    """One line for the person; square brackets in names are not markup."""
    Console(highlight=False, soft_wrap=True).print(text, markup=False)


def complain(text: str) -> None:
    """One sentence about what is wrong."""
    Console(stderr=True, highlight=False, soft_wrap=True).print(text, markup=False)


@contextlib.contextmanager
def progress(title: str, *, lines: bool = False) -> Iterator[Advance]:
    """Show how far a long work is: `advance(done, total, what)`.

    On a terminal a bar; with `lines` a JSON object per step on standard output, which the hall's pages read.
    """
    if lines:

        def line(done: int, total: int, what: str) -> None:
            sys.stdout.write(json.dumps({"done": done, "total": total, "what": what}, ensure_ascii=False) + "\n")
            sys.stdout.flush()

        yield line
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[what]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True)) as shown:
        bar = shown.add_task(title, total=None, what="")
        yield lambda done, total, what: shown.update(bar, completed=done, total=total, what=what)


@contextlib.contextmanager
def waiting(title: str, *, lines: bool = False) -> Iterator[None]:
    """Show that something goes on whose length nobody knows."""
    if lines:
        yield
        return
    with Console(stderr=True).status(title):
        yield


# Black on white whatever the terminal's own colours are, and back to those at the end of each line.
_BLACK_ON_WHITE, _PLAIN = "\x1b[30;107m", "\x1b[0m"
_SQUARES = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr(address: str) -> str:
    """A QR of an address for a terminal, two rows of squares in each line."""
    rows = [list(row) for row in segno.make(address, error="m", micro=False).matrix_iter(border=3)]
    if len(rows) % 2:
        rows.append([0] * len(rows[0]))
    pairs = zip(rows[::2], rows[1::2], strict=True)
    lines = ("".join(_SQUARES[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs)
    return "".join(f"{_BLACK_ON_WHITE}{line}{_PLAIN}\n" for line in lines)


def show_qr(address: str) -> None:
    """Draw it."""
    sys.stdout.write(qr(address))
    sys.stdout.flush()


def open_browser(address: str) -> threading.Thread | None:
    """Open the person's browser, without waiting for it and without a word where there is none."""
    # Without a screen Python would start a text browser in our own terminal.
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return None
    opening = threading.Thread(target=webbrowser.open, args=(address,), name="browser", daemon=True)
    opening.start()
    return opening
