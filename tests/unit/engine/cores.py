"""Small cores for the tests of the machine."""

from __future__ import annotations

from typing import Any

from caunoi.lowering import Core


def screen(inputs: dict[str, Any] | None = None, actions: dict[str, Any] | None = None) -> dict[str, Any]:
    """One core screen."""
    return {"inputs": inputs or {}, "actions": actions or {}}


def case(to: str | None = None, *effects: list[Any], **more: Any) -> dict[str, Any]:
    """One core case."""
    return {"effects": list(effects), **({"to": to} if to else {}), **more}


def core(screens: dict[str, Any], variables: dict[str, Any], restart: bool = False) -> Core:
    """A core that starts on its first screen."""
    return Core.of({"start": next(iter(screens)), "vars": variables, "screens": screens, "restart": restart})


def counter(**more: Any) -> Core:
    """A door with a bell: each ring counts, a text can be set, and the door opens after three rings."""
    return core(
        {
            "door": screen(
                {"name": {"type": "text", "var": "name", "max": 20}},
                {
                    "ring": {"cases": [case(None, ["add", "rings", 1], say=True)]},
                    "enter": {"cases": [case("hall", when={"not": {"lt": ["rings", 3]}})]},
                },
            ),
            "hall": screen(),
        },
        {"rings": 0, "name": ""},
        **more,
    )
