"""Hands on a keyboard: they reach a control by Tab and arrow keys and note where the focus stands on the way."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import ElementHandle, Page

from tests.e2e.widgets.named import Named

MOST_STOPS = 120

# Where the focus is: whether it is there at all, can be seen, and lies where the eye goes on reading.
FOCUS = """(wanted) => {
  const node = document.activeElement;
  if (!node || node === document.body || !node.checkVisibility() || node.disabled) return { lost: true, troubles: [] };
  const words = (node.getAttribute("aria-label") || node.innerText || node.labels?.[0]?.innerText || node.id).trim();
  const troubles = [];
  const line = node.closest(".cn-tick") || node;
  const box = line.getBoundingClientRect();
  if (node.tabIndex >= 0) {
    const ringed = [node, line].map(getComputedStyle)
      .some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
    if (!ringed) troubles.push("no ring around it");
    const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    const seen = [0.1, 0.5, 0.9].map((part) => document.elementFromPoint(x, top + (bottom - top) * part))
      .filter((at) => at && (line.contains(at) || at.contains(line)));
    if (seen.length === 0) troubles.push("it is covered or out of sight");
  }
  let fixed = false;
  for (let up = node; up; up = up.parentElement) fixed ||= getComputedStyle(up).position === "sticky";
  const at = { left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY };
  const radios = wanted !== null && wanted.type === "radio" && node.type === "radio" && node.name === wanted.name;
  const here = node === wanted || radios;
  const ahead = wanted !== null && Boolean(node.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_FOLLOWING);
  return { lost: false, here, ahead, words: words.slice(0, 60), troubles, at: fixed ? null : at };
}"""
PLACE = """(wanted) => {
  const ways = [...document.getElementsByName(wanted.name)].filter((node) => node.type === "radio");
  const now = ways.indexOf(document.activeElement);
  return ways.indexOf(wanted) - now;
}"""


class Hands:
    """Presses keys only; what a person would stumble over is kept in `troubles`."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []

    def reach(self, named: Named) -> ElementHandle:
        """Tab, forwards or back, until the control has the focus; of radio buttons any of the group."""
        found = named.on(self.page)
        if found.count() == 0:
            self.page.keyboard.press("Tab")  # what was chosen last brings its fields when it is left
        if found.count() != 1:
            raise AssertionError(f"{found.count()} controls are called {named}")
        wanted = found.element_handle()
        last: dict[str, Any] | None = None
        for _ in range(MOST_STOPS):
            focus = self.page.evaluate(FOCUS, wanted)
            if focus["lost"]:
                last = None
                ahead = True
            else:
                ahead = focus["ahead"]
                self.troubles += [f"the focus on “{focus['words']}”: {trouble}" for trouble in focus["troubles"]]
                if last is not None and ahead:
                    self.troubles += _against_reading(last, focus)
                last = focus if ahead else None
                if focus["here"]:
                    return wanted
            self.page.keyboard.press("Tab" if ahead else "Shift+Tab")
        raise AssertionError(f"no way to {named} by Tab")

    def press(self, named: Named) -> None:
        """Reach a button and press it."""
        self.reach(named)
        self.page.keyboard.press("Enter")

    def tick(self, named: Named, wanted: bool) -> None:
        """Reach a tick box and make it so."""
        control = self.reach(named)
        if control.is_checked() != wanted:
            self.page.keyboard.press("Space")

    def choose(self, named: Named) -> None:
        """Reach a group of radio buttons and go to one of them with the arrow keys."""
        wanted = self.reach(named)
        steps = self.page.evaluate(PLACE, wanted)
        for _ in range(abs(steps)):
            self.page.keyboard.press("ArrowDown" if steps > 0 else "ArrowUp")
        if not wanted.is_checked():
            self.page.keyboard.press("Space")

    def write(self, named: Named, text: str) -> None:
        """Reach a field and type over what stands in it."""
        self.reach(named)
        self.page.keyboard.press("ControlOrMeta+A")
        if text:
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.press("Delete")

    def lost(self) -> bool:
        """Whether nothing, or nothing that is still there, has the focus."""
        return bool(self.page.evaluate(FOCUS, None)["lost"])


def _against_reading(last: dict[str, Any], focus: dict[str, Any]) -> Iterator[str]:
    """The next stop lies further down, behind it on the same line, or at the head of another column.

    A bar that stays in sight while the page scrolls has no place of its own.
    """
    before, after = last["at"], focus["at"]
    if before is None or after is None:
        return
    above, below = after["bottom"] <= before["top"] + 1, after["top"] >= before["bottom"] - 1
    column = after["left"] >= before["right"] - 1 or after["right"] <= before["left"] + 1
    behind = after["right"] > before["left"] + 1
    if not below and not (column if above else behind):
        yield f"Tab goes from “{last['words']}” back to “{focus['words']}”"
