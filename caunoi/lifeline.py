"""Runs a module as a program that ends when its parent does, also when the parent was killed without a word.

`python -m caunoi.lifeline jupyterlab --port 1`: the parent holds the other end of our standard input and writes
nothing; when the parent is gone the pipe closes.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
import threading
from pathlib import Path
from typing import BinaryIO

from caunoi.lean import skip_iri_grammar


def watch(lifeline: BinaryIO) -> None:
    """End this program, kindly, as soon as the lifeline closes."""

    def wait() -> None:
        while lifeline.read(4096):
            pass
        if os.name == "nt":
            os._exit(1)  # Windows knows no kind signal to oneself; not tried
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, name="lifeline", daemon=True).start()


if __name__ == "__main__":
    # The program gets an empty input of its own, so that nothing but the watcher reads the pipe.
    pipe = os.fdopen(os.dup(0), "rb", buffering=0)
    with Path(os.devnull).open("rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    watch(pipe)
    sys.argv = sys.argv[1:]
    skip_iri_grammar()
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
