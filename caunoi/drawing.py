"""A portal as it is drawn: its screens in one language, with the scenario's values in the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from babel.numbers import format_decimal

from caunoi.lowering.expansion import expand
from caunoi.lowering.pads import ENTER
from caunoi.lowering.phone import HOME, SIGNS
from caunoi.lowering.portals import portal_scope
from caunoi.lowering.scope import Scope
from caunoi.model.base import Text, filled
from caunoi.model.blocks import Block, Facts, Heading, Image, Listing, Message, Notice, Paragraph
from caunoi.model.guards import Guard
from caunoi.model.inputs import ChoiceInput, FileInput, Input, PasscodeInput, SeveralInput, TextInput
from caunoi.model.portal import Action, Pad, Portal, Screen

_AMOUNT = re.compile(r"\b\d{4,}(?= (?:đồng|dong)\b)")  # a value is digits only, because it is typed and compared


class Words:
    """Texts in one language, with the names in braces replaced by the scenario's values; amounts of money in groups."""

    def __init__(self, lang: str, values: Mapping[str, str]) -> None:
        self._lang = lang
        self._values = values

    def of(self, text: Text) -> str:
        """Return a text."""
        written = filled(text.of(self._lang), self._values)
        return _AMOUNT.sub(lambda amount: format_decimal(int(amount[0]), locale=self._lang), written)

    def maybe(self, text: Text | None) -> str | None:
        """Return a text, or None where there is none."""
        return None if text is None else self.of(text)


def draw_portal(portal: Portal, values: Mapping[str, str], words: Words) -> dict[str, Any]:
    """Return {portal, screens, labels, said}, as caunoi.views.mockup_view describes them."""
    portal = expand(portal)
    scope = portal_scope(portal, values)
    return {
        "portal": {"id": portal.id, "kind": portal.kind, "title": words.of(portal.title)} | _around(portal, scope),
        "screens": {name: _screen(screen, portal, scope, words) for name, screen in portal.screens.items()},
        "labels": _labels(portal, words),
        "said": _said(portal, words),
    }


def _present(**parts: Any) -> dict[str, Any]:
    """What has a value: an absent part is left out, so that a page stays small."""
    return {name: value for name, value in parts.items() if value is not None}


def _around(portal: Portal, scope: Scope) -> dict[str, Any]:
    """What a phone has around its screens and what it depends on: {signs: {sign: guard}, letters: variable}."""
    signs = _present(**{name: _when(getattr(portal.signs, name), scope) for name in SIGNS})
    return _present(signs=signs or None, letters=portal.letters)


def _when(guard: Guard | None, scope: Scope) -> dict[str, Any] | None:
    return None if guard is None else scope.guard(guard, "view")


def _screen(screen: Screen, portal: Portal, scope: Scope, words: Words) -> dict[str, Any]:
    """One screen; what caunoi.lowering made of tabs, banners, pad and home is taken out of its inputs and actions."""
    tabs = {f"tab-{name}": (name, tab) for name, tab in portal.tabs.items() if f"tab-{name}" in screen.actions}
    banners = {name: banner for name, banner in portal.banners.items() if f"{name}-open" in screen.actions}
    home = HOME if HOME in screen.actions else None
    pad = screen.pad
    apart = {home, *tabs, *(f"{name}-{end}" for name in banners for end in ("open", "dismiss"))}
    if pad is not None:
        apart |= {ENTER}
    return {
        "title": words.of(screen.title),
        "caption": words.maybe(screen.caption),
        "app": _over_title(screen, portal, words),
        "layout": screen.layout,
        "address": screen.address,
        "tabs": [
            _present(
                id=name,
                action=action,
                label=words.of(tab.label),
                icon=tab.icon,
                on=name == screen.tab,
                badge=_when(tab.badge, scope),
            )
            for action, (name, tab) in tabs.items()
        ],
        "banners": [
            {
                "action": f"{name}-open",
                "dismiss": f"{name}-dismiss",
                "sender": words.of(banner.sender),
                "text": words.of(banner.text),
                "when": _when(banner.when, scope),
            }
            for name, banner in banners.items()
        ],
        "home": home,
        "pad": None if pad is None else _pad(pad, words),
        "blocks": [_block(block, scope, words) for block in screen.blocks],
        "inputs": [
            _input(name, field, scope, words)
            for name, field in screen.inputs.items()
            if pad is None or name != pad.input
        ],
        "actions": [
            _action(name, action, scope, words) for name, action in screen.actions.items() if name not in apart
        ],
    }


def _over_title(screen: Screen, portal: Portal, words: Words) -> str | None:
    """What stands over the title on a phone: the app. A browser writes the portal's name once, in its own head."""
    over = portal.apps[screen.app].label if screen.app is not None else portal.title if portal.kind == "app" else None
    return None if over == screen.title else words.maybe(over)


def _pad(pad: Pad, words: Words) -> dict[str, Any]:
    return {
        "input": pad.input,
        "label": words.of(pad.label),
        "digits": pad.digits,
        "enter": ENTER,
        "enter_label": words.of(pad.enter),
    }


def _block(block: Block, scope: Scope, words: Words) -> dict[str, Any]:
    when = _when(block.when, scope)
    match block:
        case Heading():
            return _present(kind="heading", text=words.of(block.heading), when=when)
        case Paragraph():
            return _present(kind="text", text=words.of(block.text), when=when)
        case Notice():
            return _present(kind="notice", tone=block.tone, text=words.of(block.notice), when=when)
        case Listing():
            return _present(kind="list", items=[words.of(text) for text in block.list], when=when)
        case Facts():
            lines = [
                _present(label=words.of(fact.label), text=words.maybe(fact.text), show=fact.show)
                for fact in block.facts
            ]
            return _present(kind="facts", facts=lines, when=when)
        case Image():
            return _present(kind="picture", picture=block.picture, label=words.of(block.label), when=when)
        case Message():
            return _present(
                kind="message",
                text=words.of(block.message),
                sender=words.maybe(block.sender),
                picture=block.picture,
                label=words.maybe(block.label),
                at=words.maybe(block.at),
                pinned=_pinned(block, scope),
                when=when,
            )
    raise AssertionError(block)


def _pinned(block: Message, scope: Scope) -> dict[str, Any] | bool | None:
    if isinstance(block.pinned, bool):
        return block.pinned or None
    return _when(block.pinned, scope)


def _input(name: str, field: Input, scope: Scope, words: Words) -> dict[str, Any]:
    drawn = _present(
        id=name,
        kind=field.kind,
        label=words.of(field.label),
        hint=words.maybe(field.hint),
        when=_when(field.when, scope),
    )
    match field:
        case TextInput():
            drawn["max"] = field.max
        case PasscodeInput():
            drawn["digits"] = field.digits
        case ChoiceInput() | SeveralInput():
            drawn["options"] = [{"id": key, "label": words.of(text)} for key, text in field.options.items()]
        case FileInput():
            drawn["options"] = [
                {"id": key, "label": words.of(each.label), "picture": each.picture}
                for key, each in field.options.items()
            ]
    return drawn


def _action(name: str, action: Action, scope: Scope, words: Words) -> dict[str, Any]:
    return _present(
        id=name,
        label=words.of(action.label),
        about=words.maybe(action.about),
        icon=action.icon,
        picture=action.picture,
        badge=_when(action.badge, scope),
        main=action.main,
        style=action.style,
        when=_when(action.when, scope),
    )


def _labels(portal: Portal, words: Words) -> dict[str, dict[str, str]]:
    """The words for the values of choices, so that a fact can show them."""
    labels: dict[str, dict[str, str]] = {}
    for screen in portal.screens.values():
        for name, field in screen.inputs.items():
            if isinstance(field, ChoiceInput):
                labels[name] = {key: words.of(text) for key, text in field.options.items()}
            elif isinstance(field, FileInput):
                labels[name] = {key: words.of(each.label) for key, each in field.options.items()}
    return labels


def _said(portal: Portal, words: Words) -> dict[str, dict[str, Any]]:
    """What the cases of actions say, by the key that the machine keeps in its variable _said."""
    return {
        f"{screen_name}.{name}.{number}": _present(text=words.of(case.say), tone=case.tone, at=case.at)
        for screen_name, screen in portal.screens.items()
        for name, action in screen.actions.items()
        for number, case in enumerate(action.cases)
        if case.say is not None
    }
