"""A portal: its picture, the table of its screens, and a live mock-up of any of them."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from tornado.web import HTTPError

from caunoi.desk.handler import Guarded
from caunoi.desk.pages.page import Page, unreadable
from caunoi.desk.picture import Picture, picture, portal_view
from caunoi.errors import ContentError
from caunoi.i18n import LANGS


class _OfPortal(Guarded):
    def picture_of(self, name: str) -> tuple[Picture, bool]:
        """The picture as it can be drawn, and whether it is an earlier one. Raises ContentError."""
        lang, gettext = self.lang, self._
        found = self.workshop.shown(("picture", name, lang), lambda library: picture(library, name, lang, gettext))
        return cast(Picture, found.value), found.stale

    def known(self, name: str) -> None:
        """Answer 404 for a portal of which there is no file."""
        if not any(path.name == f"{name}.portal.yaml" for path in self.workshop.files):
            raise HTTPError(404)


class PortalPage(_OfPortal, Page):
    """GET /<lang>/portal/<id>."""

    TEMPLATE = "portal.html"
    PARTS: ClassVar[dict[str, str]] = {"problems": "problems.html", "screens": "portal_screens.html"}

    def contents(self, **named: str) -> dict[str, Any]:
        name = named["name"]
        self.known(name)
        try:
            drawn, stale = self.picture_of(name)
        except ContentError:
            drawn, stale = Picture(name, name, "", (), False), True
        mockup = self.desk.widgets.mockup
        playing = [each for each in self.workshop.library.scenarios.values() if each.portal == name]
        here = f"/{self.lang}/portal/{name}"
        return {
            "name": name,
            "drawn": drawn,
            "stale": stale,
            "scenarios": playing,
            "style": self.desk.assets.put(mockup.style.encode(), "css"),
            "doors": {
                "picture": f"{here}/picture",
                "views": f"{here}/view",
                "module": self.desk.assets.put(mockup.module.encode(), "js"),
                "layout": self.desk.assets.file("vendor/dagre.js"),
            },
            **self.trouble(name, *self.parts_of(name)),
        }


class PortalPicture(_OfPortal):
    """GET /<lang>/portal/<id>/picture: what the browser lays out."""

    answers_json = True

    def get(self, name: str) -> None:
        self.known(name)
        try:
            drawn, stale = self.picture_of(name)
        except ContentError:
            self.json({"picture": None, "stale": True})
            return
        self.json({"picture": drawn.drawn(), "stale": stale})


class PortalView(_OfPortal):
    """GET /<lang>/portal/<id>/view?lang=&screen=: the mock-up that begins at a screen."""

    answers_json = True

    def get(self, name: str) -> None:
        self.known(name)
        lang, screen = self.get_query_argument("lang", self.lang), self.get_query_argument("screen", "")
        if lang not in LANGS:
            raise HTTPError(400)
        words = self.desk.widgets.mockup.words(lang)
        try:
            found = self.workshop.shown(
                ("portal", name, lang, screen), lambda library: portal_view(library, name, lang, screen or None)
            )
        except ContentError as error:
            self.json(unreadable(error))
            return
        self.json({"view": {**cast(dict[str, Any], found.value), "ui": words}, "stale": found.stale})
