"""One visitor in a real Chromium: from the address to the first tap that the page has handled."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

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


def first_tap_ms(
    context: BrowserContext, url: str, button: str, changed: str, throttle: int = 1, slow_network: bool = False
) -> float:
    """Milliseconds from navigation to the first handled tap; `throttle` slows the page's processor that many times."""
    page = context.new_page()
    try:
        tools = context.new_cdp_session(page)
        if throttle > 1:
            tools.send("Emulation.setCPUThrottlingRate", {"rate": throttle})
        if slow_network:
            tools.send("Network.enable")
            tools.send("Network.emulateNetworkConditions", SLOW_3G)
        page.goto(url, wait_until="commit", timeout=PATIENCE_MS)
        return float(page.evaluate(TAP, [button, changed, PATIENCE_MS]))
    finally:
        page.close()
