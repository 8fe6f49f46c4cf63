"""What a screen reader gets of a page: Chromium's own accessibility tree, and what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import CDPSession

PRESSED = {
    "button",
    "link",
    "checkbox",
    "radio",
    "textbox",
    "combobox",
    "DisclosureTriangle",
    "DisclosureTriangleGrouped",
}
# Over once the page has said what it had to say: a later timer of the same page, however busy the machine is.
HEARD = "new Promise((heard) => setTimeout(heard, 90))"

TYPED = {"textbox", "combobox"}  # the words inside are those of the person
PICTURES = {"image", "img", "graphics-document", "graphics-symbol", "SvgRoot"}


@dataclass
class Node:
    """One thing that is heard: its role, its name, what is inside it."""

    role: str
    name: str
    level: int | None
    inside: list[Node] = field(default_factory=list)

    def texts(self) -> Iterator[str]:
        """The words inside, in order."""
        if self.role == "StaticText":
            yield self.name
        for node in self.inside:
            yield from node.texts()


def heard(session: CDPSession) -> Node:
    """Return the tree of the page, without what is ignored."""
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    known = {each["nodeId"]: each for each in nodes}
    return next(iter(_tree(nodes[0], known)))


def troubles(root: Node, band: str) -> Iterator[str]:
    """What makes no sense to a listener."""
    seen: Counter[tuple[str, str, str]] = Counter()
    level = 0
    banded = False
    for node, path in _walk(root, ()):
        banded = banded or (node.role == "StaticText" and node.name == band)
        if node.role in PICTURES and not node.name:
            yield "a picture without words"
        if node.role == "heading":
            if node.level is not None and node.level > level + 1:
                yield f"heading “{node.name}” of level {node.level} after one of level {level}"
            level = node.level or level
        if node.role in PRESSED:
            if not node.name:
                yield f"a {node.role} without a name"
            shown = node.texts() if node.role not in TYPED else ()
            missing = [text for text in shown if _plain(text) not in _plain(node.name)]
            if missing:
                yield f"{node.role} “{node.name}” shows other words: {missing}"
            seen[node.role, node.name, " > ".join(path)] += 1
    yield from (f"{n} x {role} “{name}” in “{path}”" for (role, name, path), n in seen.items() if n > 1)
    if not banded:
        yield "nothing says that this is practice"


def _walk(node: Node, path: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    yield node, path
    deeper = (*path, node.name) if node.name and node.role not in PRESSED else path
    for each in node.inside:
        yield from _walk(each, deeper)


def _tree(raw: dict[str, Any], known: dict[str, dict[str, Any]]) -> Iterator[Node]:
    inside = [node for child in raw.get("childIds", []) if child in known for node in _tree(known[child], known)]
    if raw["ignored"] or raw["role"]["value"] in {"none", "generic", "InlineTextBox"}:
        yield from inside
        return
    levels = [each["value"]["value"] for each in raw.get("properties", []) if each["name"] == "level"]
    name = " ".join(str(raw.get("name", {}).get("value", "")).split())
    yield Node(raw["role"]["value"], name, levels[0] if levels else None, inside)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
