"""The desk's pages; ROUTES is all that it answers."""

from __future__ import annotations

from typing import Any

from caunoi.desk.pages.door import Asset, Enter, Home, News
from caunoi.desk.pages.item_set import ItemSetMark, ItemSetPage, ItemSetView
from caunoi.desk.pages.overview import OverviewPage
from caunoi.desk.pages.portal import PortalPage, PortalPicture, PortalView
from caunoi.desk.pages.scenario import ScenarioPage, ScenarioTrace, ScenarioTraces, ScenarioView, ScenarioWalk

LANG = r"/(?P<lang>vi|id|en)"
ID = r"(?P<name>[a-z0-9_-]+)"

ROUTES: list[tuple[Any, ...]] = [
    (r"/", Home),
    (r"/enter", Enter),
    (r"/news", News),
    (r"/assets/([0-9a-f]{16}\.[a-z0-9]+)", Asset),
    (rf"{LANG}/", OverviewPage),
    (rf"{LANG}/portal/{ID}", PortalPage),
    (rf"{LANG}/portal/{ID}/picture", PortalPicture),
    (rf"{LANG}/portal/{ID}/view", PortalView),
    (rf"{LANG}/scenario/{ID}", ScenarioPage),
    (rf"{LANG}/scenario/{ID}/view", ScenarioView),
    (rf"{LANG}/scenario/{ID}/walk", ScenarioWalk),
    (rf"{LANG}/scenario/{ID}/trace", ScenarioTrace),
    (rf"{LANG}/scenario/{ID}/traces", ScenarioTraces),
    (rf"{LANG}/items/{ID}", ItemSetPage),
    (rf"{LANG}/items/{ID}/view", ItemSetView),
    (rf"{LANG}/items/{ID}/mark", ItemSetMark),
]
