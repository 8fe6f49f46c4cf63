"""What an assessor reads of one quiz item: the question and its options as the trainee saw them, answer and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from caunoi.content import Library
from caunoi.coursework.cells import GradeCell
from caunoi.coursework.literal import inert
from caunoi.i18n import translator
from caunoi.items import option_order, variant_of
from caunoi.lowering.expansion import expand
from caunoi.model import Item, Text
from caunoi.model.base import filled
from caunoi.model.items import Hotspot, Match, Message, Order, Reply
from caunoi.model.keys import Key
from caunoi.payload import Payload, responses_of


@dataclass(frozen=True)
class Sitting:
    """What one trainee met and answered: the attempt's seed and the last response to the item."""

    seed: int | None
    response: Any

    @classmethod
    def of(cls, payload: Payload, cell: GradeCell) -> Sitting:
        """Return the sitting at one cell of a payload."""
        return cls(payload.seed, responses_of(payload, cell.task).get(cell.item))


def item_text(library: Library, item: Item, key: Key | None, sitting: Sitting | None, lang: str) -> str:
    """Return a Markdown account of an item; without a sitting that of its first variant, unanswered."""
    _ = translator(lang).gettext
    seed = None if sitting is None else sitting.seed
    variant = variant_of(item, seed)
    words = _Words(library, item, lang, item.filling(variant, lang))
    lines = [words.of(item.stem), "", *words.shown(seed)]
    # Out of the f-strings, where the catalogues find no text.
    answer, answered_nothing, right = _("Answer"), _("none"), _("Key")
    if sitting is not None and item.kind != "free":
        lines.append(f"- {answer}: {words.response(sitting.response) or answered_nothing}")
    if key is not None:
        own = key.in_variant(variant)
        if own.key is not None:
            value = {"verdict": own.key, "tells": list(own.tells)} if item.kind == "message" else own.key
            lines.append(f"- {right}: {words.response(value)}")
        lines += [f"- {percent} %: {words.label(reply)}" for reply, percent in own.shares.items()]
        if own.because:
            lines.append(f"- {words.of(own.because)}")
    return "\n".join(lines)


@dataclass(frozen=True)
class _Words:
    """The words of one item in one language and one variant."""

    library: Library
    item: Item
    lang: str
    values: Mapping[str, str]

    def of(self, text: Text) -> str:
        return filled(" ".join(text.of(self.lang).split()), self.values)

    def shown(self, seed: int | None) -> Iterator[str]:
        """What stood between the question and the answer, options in the order of this seed."""
        item = self.item
        if isinstance(item, Hotspot):
            portal = self.library.portal(item.portal)
            yield f"> {self.of(portal.title)}: {self.of(portal.screens[item.screen].title)}"
        elif isinstance(item, Message):
            text = " ".join(map(self.of, item.segments.values()))
            yield f"> {self.of(item.sender)} ({self.of(item.channel)}): {text}"
        elif isinstance(item, Reply):
            for said in item.thread:
                yield f"> {self.of(said.who)}: {self.of(said.text)}"
                yield ">"
        yield ""
        order = list(item.choices) if seed is None else option_order(item, seed)
        for number, option in enumerate(order, start=1):
            yield f"{number}. {self.of(item.choices[option])}"
        yield ""

    def response(self, value: Any) -> str:
        """A response, or a key, in the words of the item; what fits no option is shown inert."""
        if isinstance(value, Mapping):
            if isinstance(self.item, Message):
                tells = value.get("tells")
                found = [value.get("verdict"), *(tells if isinstance(tells, list) else [])]
                return "; ".join(self.label(each) for each in found if each is not None)
            return "; ".join(f"{self.part(part)} → {self.label(option)}" for part, option in value.items())
        several = value if isinstance(value, (list, tuple)) else [] if value is None else [value]
        return (" → " if isinstance(self.item, Order) else "; ").join(map(self.label, several))

    def part(self, part: Any) -> str:
        parts = self.item.parts if isinstance(self.item, Match) else {}
        return self.of(parts[part]) if part in parts else inert(str(part))

    def label(self, name: Any) -> str:
        """The words of an option, a segment, a verdict or a control; of anything else its own, inert."""
        name = str(name)
        labels = self._labels()
        return labels[name] if name in labels else inert(name)

    def _labels(self) -> dict[str, str]:
        item = self.item
        if isinstance(item, Message):
            _ = translator(self.lang).gettext
            verdicts = {"genuine": _("Genuine"), "suspicious": _("Suspicious"), "scam": _("A scam")}
            return verdicts | {name: f"“{self.of(text)}”" for name, text in item.segments.items()}
        if isinstance(item, Hotspot):
            screen = expand(self.library.portal(item.portal)).screens[item.screen]
            return {name: self.of(each.label) for name, each in (*screen.inputs.items(), *screen.actions.items())}
        return {name: self.of(text) for name, text in item.choices.items()}
