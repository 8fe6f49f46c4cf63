"""How the tests start the installed Chromium, and how patient they are with it."""

from __future__ import annotations

# Patience, not a measure: the machine that runs the tests has two cores and other work.
PATIENCE_MS = 90_000

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
