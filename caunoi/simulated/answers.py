"""Right and wrong responses to quiz items; the keys stay on this side."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from caunoi.check.keys import VERDICTS
from caunoi.content import Library
from caunoi.lowering.expansion import expand
from caunoi.model.items import Hotspot, Item, Match, Message, Number, Order, Reply, Several, Short, Single
from caunoi.model.keys import Key
from caunoi.simulated.sentences import SHORT_GUESSES

GUESSED_FURTHER_OFF = 3


def right(item: Item, key: Key) -> Any:
    """A right response; of a short text the first that is accepted, of a screen the first control."""
    match item:
        case Single() | Reply():
            return key.key
        case Match():
            return dict(key.key) if isinstance(key.key, dict) else {}
        case Number():
            return str(key.key)
        case Message():
            return {"verdict": key.key, "tells": list(key.tells)}
        case Short() | Hotspot():
            return key.listed[0]
    return list(key.listed)


def wrong(chance: random.Random, library: Library, item: Item, key: Key) -> Any:
    """A response that is not the right one, which by luck may be worth a part."""
    match item:
        case Short():
            return chance.choice(SHORT_GUESSES)
        case Number():
            number = key.key if isinstance(key.key, int) else 0
            return str(number + key.within + chance.randint(1, GUESSED_FURTHER_OFF))
        case Single() | Reply():
            return chance.choice([option for option in item.options if option != key.key])
        case Hotspot():
            screen = expand(library.portal(item.portal)).screens[item.screen]
            others = [name for name in (*screen.inputs, *screen.actions) if name not in key.listed]
            return chance.choice(others) if others else ""
        case Message():
            verdict = chance.choice([each for each in VERDICTS if each != key.key])
            return {"verdict": verdict, "tells": chance.sample(list(item.segments), 1)}
        case Match():
            return _other(lambda: {part: chance.choice(list(item.options)) for part in item.parts}, right(item, key))
        case Order():
            return _other(lambda: chance.sample(list(item.options), len(item.options)), list(key.listed))
        case Several():
            options = list(item.options)
            return _other(
                lambda: sorted(chance.sample(options, chance.randint(1, len(options)))),
                sorted(key.listed),
            )
    raise AssertionError(item)


def _other(guess: Callable[[], Any], right_one: Any) -> Any:
    while (guessed := guess()) == right_one:
        pass
    return guessed
