"""Real halls to be killed, one after the other: python -m tests.server.hall_process DATA COURSE STATIC [pages].

For each line on its input, a port or nothing for any free one, it forks a hall and prints "pid port"; importing Voila
once is slow enough. With the word `pages` they render their pages too.
"""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from caunoi.lean import skip_iri_grammar

skip_iri_grammar()

from caunoi.hall.light_page import Page, PageSource, page_of  # noqa: E402, after the grammar is skipped
from tests.server.running import make_hall  # noqa: E402


async def page(_: PageSource) -> Page:
    """No render kernel: what is looked at here is the store."""
    return page_of("<!doctype html>", ("quiz/warm-up",))


def serve(port: int, data: str, course: str, static: str, *words: str) -> None:
    hall = make_hall(Path(data), Path(course), Path(static), port)
    if "pages" not in words:
        hall.shelf._render = page
    hall.initialize()
    asyncio.run(hall.run(lambda: print(os.getpid(), hall.port, flush=True)))


def main(*words: str) -> None:
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            serve(int(line.strip() or 0), *words)
            os._exit(0)
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
