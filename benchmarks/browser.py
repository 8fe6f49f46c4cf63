"""One visitor in a real Chromium: from the address to the first tap that the page has handled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, sync_playwright

PATIENCE_MS = 900_000  # five megabytes over slow 3G need minutes

# What browsers' own tools call slow 3G: 400 kbit/s each way, 400 ms to and fro. WebSockets are not slowed by it.
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# Taps as soon as there is something to tap, again until the page answers, and says when it did. Shadow roots are
# searched because Panel keeps its widgets there.
TAP = """
([button, changed, patience]) => new Promise((resolve, reject) => {
  const seek = (root, selector) => {
    const hit = root.querySelector(selector);
    if (hit) return hit;
    for (const node of root.querySelectorAll("*")) {
      const inner = node.shadowRoot && seek(node.shadowRoot, selector);
      if (inner) return inner;
    }
    return null;
  };
  let before = null;
  let tapped = -Infinity;
  const look = () => {
    const text = seek(document, changed)?.textContent;
    if (before !== null && text !== undefined && text !== before) return resolve(performance.now());
    const target = seek(document, button);
    if (target && text !== undefined && performance.now() - tapped > 500) {
      before ??= text;
      tapped = performance.now();
      target.click();
    }
    if (performance.now() > patience) return reject(new Error(`no answer to a tap on ${button}`));
    setTimeout(look, 4);
  };
  look();
})
"""

# What the page waited for: each request with its milliseconds of asking, first byte and end, and the tasks that kept
# the processor of the page busy for long.
WAITED = """
() => new Promise((resolve) => {
  const name = (entry) => new URL(entry.name).pathname.split("/").pop() || "/";
  const row = (entry) => [name(entry), entry.startTime, entry.responseStart, entry.responseEnd];
  const asked = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type)).map(row);
  const busy = (list) => resolve({ asked, busy: list.map((task) => [task.startTime, task.duration]) });
  new PerformanceObserver((list) => busy(list.getEntries())).observe({ type: "longtask", buffered: true });
  setTimeout(() => busy([]), 1000);
})
"""


@dataclass(frozen=True)
class FirstTap:
    """Milliseconds to the first handled tap, and what was waited for on the way.

    `asked` has name, start, first byte and end of each request, `busy` start and duration of each task of more than
    50 ms.
    """

    ms: float
    asked: tuple[tuple[str, float, float, float], ...]
    busy: tuple[tuple[float, float], ...]

    def __str__(self) -> str:
        lines = [
            f"{start:7.0f} {first:7.0f} {end:7.0f}  {name}"
            for name, start, first, end in sorted(self.asked, key=lambda each: each[1])
        ]
        busy = sum(duration for start, duration in self.busy if start < self.ms)
        return "\n".join(
            ["  asked   first    done  (ms)", *lines, f"busy for {busy:.0f} ms, handled after {self.ms:.0f} ms"]
        )


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium of the system, closed at the end."""
    path = os.environ.get("CAUNOI_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if path is None:
        raise SystemExit("No Chromium found. Install one, or name it in CAUNOI_CHROMIUM.")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


def first_tap(
    context: BrowserContext, url: str, button: str, changed: str, throttle: int = 1, slow_network: bool = False
) -> FirstTap:
    """From navigation to the first handled tap; `throttle` slows the page's processor that many times."""
    page = context.new_page()
    try:
        tools = context.new_cdp_session(page)
        if throttle > 1:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        if slow_network:
            tools.send("Network.enable")
            tools.send("Network.emulateNetworkConditions", SLOW_3G)
        page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
        ms = float(page.evaluate(TAP, [button, changed, PATIENCE_MS]))
        waited = page.evaluate(WAITED)
        return FirstTap(ms, tuple(map(tuple, waited["asked"])), tuple(map(tuple, waited["busy"])))
    finally:
        page.close()
