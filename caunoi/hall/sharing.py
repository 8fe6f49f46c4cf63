"""What several widgets of a page have in common is sent once: a portal in three modes is one portal."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

# Below this a reference saves less than it costs.
WORTH_CHARACTERS = 200


def share(views: Sequence[Mapping[str, Any]]) -> tuple[list[dict[str, Any]], list[Any]]:
    """Return the views without the parts that stand in more than one, and those parts.

    Where parts were taken out of a view, its key `shared` says which: {name of the part: its place in the list}.
    """
    texts = [{name: json.dumps(part) for name, part in view.items()} for view in views]
    often = Counter(text for view in texts for text in view.values() if len(text) >= WORTH_CHARACTERS)
    places: dict[str, int] = {}
    table: list[Any] = []
    slim: list[dict[str, Any]] = []
    for view, written in zip(views, texts, strict=True):
        kept: dict[str, Any] = {}
        taken: dict[str, int] = {}
        for name, part in view.items():
            text = written[name]
            if often[text] < 2:
                kept[name] = part
                continue
            if text not in places:
                places[text] = len(table)
                table.append(part)
            taken[name] = places[text]
        slim.append(kept | ({"shared": taken} if taken else {}))
    return slim, table
