"""What the parts of a drawn screen are called on it, wherever the screen carries them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Gettext = Callable[[str], str]


def action_labels(screen: Mapping[str, Any], gettext: Gettext) -> dict[str, str]:
    """Return the words of every action of a drawn screen by its id, wherever it stands."""
    labels = {each["id"]: each["label"] for each in screen["actions"]}
    labels |= {each["action"]: each["label"] for each in screen.get("tabs") or ()}
    for banner in screen.get("banners") or ():
        labels[banner["action"]] = gettext("Open the message of {sender}").format(sender=banner["sender"])
        labels[banner["dismiss"]] = gettext("Put the message of {sender} away").format(sender=banner["sender"])
    if pad := screen.get("pad"):
        labels[pad["enter"]] = pad["enter_label"]
    if home := screen.get("home"):
        labels[home] = gettext("Home button")
    return labels


def fields(screen: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Return every input of a drawn screen by its id; a pad is one."""
    found: dict[str, Mapping[str, Any]] = {each["id"]: each for each in screen["inputs"]}
    if pad := screen.get("pad"):
        found[pad["input"]] = {"id": pad["input"], "label": pad["label"]}
    return found
