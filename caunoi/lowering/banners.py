"""Messages that arrive on the same phone: two actions each, on every screen that is not quiet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from caunoi.i18n import translator
from caunoi.lowering.expanded import Finding
from caunoi.model.base import LANGS, Text
from caunoi.model.portal import Action, Banner, Case, Portal


def banner_problems(portal: Portal) -> Iterator[Finding]:
    """Yield banners that lead to an unknown screen, or that speak at an input though they lie over every screen."""
    for name, banner in portal.banners.items():
        for verb, case in (("open", banner.open), ("dismiss", banner.dismiss)):
            if case.to is not None and case.to not in portal.screens:
                yield f"banner {name}: {verb}", f"goes to unknown screen {case.to}", "name a screen of the portal"
            if case.at is not None:
                yield (
                    f"banner {name}: {verb}",
                    f"speaks at {case.at}",
                    "a banner lies over every screen; leave out `at`",
                )


def banner_actions(portal: Portal) -> Mapping[str, Action]:
    """Return the actions <id>-open and <id>-dismiss of all banners."""
    actions = {}
    for name, banner in portal.banners.items():
        actions[f"{name}-open"] = Action(
            label=banner.sender, about=banner.text, style="card", when=banner.when, cases=(_there(portal, banner.open),)
        )
        actions[f"{name}-dismiss"] = _putting_away(portal, banner)
    return actions


def _putting_away(portal: Portal, banner: Banner) -> Action:
    words = {lang: translator(lang).gettext("Dismiss") for lang in LANGS}
    return Action(
        label=Text(**words),
        about=banner.sender,
        style="link",
        when=banner.when,
        cases=(_there(portal, banner.dismiss),),
    )


def _there(portal: Portal, case: Case) -> Case:
    """The case without what banner_problems tells already, which every screen would tell again."""
    to = case.to if case.to in portal.screens else None
    return case.model_copy(update={"to": to, "at": None})
