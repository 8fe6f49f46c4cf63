"""An item set: each item as a trainee sees it, beside its key and the marks of sample answers."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from tornado.web import HTTPError

from caunoi.desk.handler import Guarded
from caunoi.desk.pages.page import Page, unreadable
from caunoi.desk.samples import samples
from caunoi.drawing import Words
from caunoi.errors import CauNoiError, ContentError
from caunoi.i18n import LANGS
from caunoi.items import mark
from caunoi.views import quiz_view


class _OfItemSet(Guarded):
    def known(self, name: str) -> None:
        """Answer 404 for an item set of which there is no file."""
        if not any(path.name == f"{name}.items.yaml" for path in self.workshop.files):
            raise HTTPError(404)


class ItemSetPage(_OfItemSet, Page):
    """GET /<lang>/items/<id>."""

    TEMPLATE = "items.html"
    PARTS: ClassVar[dict[str, str]] = {"problems": "problems.html"}

    def contents(self, **named: str) -> dict[str, Any]:
        name = named["name"]
        self.known(name)
        library = self.workshop.library
        items = library.item_sets.get(name)
        quiz = self.desk.widgets.quiz
        here = f"/{self.lang}/items/{name}"
        title = Words(self.lang, {}).of(items.title) if items and items.title else name
        return {
            "name": name,
            "title": title,
            "items": items,
            "style": self.desk.assets.put(quiz.style.encode(), "css"),
            "doors": {
                "views": f"{here}/view",
                "mark": f"{here}/mark",
                "module": self.desk.assets.put(quiz.module.encode(), "js"),
                "xsrf": self.xsrf_token.decode(),
            },
            **self.trouble(name),
        }


class ItemSetView(_OfItemSet):
    """GET /<lang>/items/<id>/view?lang=: {items: [{view, html}]}, each item as a quiz of its own, beside its key."""

    answers_json = True

    def get(self, name: str) -> None:
        self.known(name)
        lang = self.get_query_argument("lang", self.lang)
        if lang not in LANGS:
            raise HTTPError(400)
        try:
            found = self.workshop.shown(
                ("items", name, lang, self.lang), lambda library: self._drawn(library, name, lang)
            )
        except ContentError as error:
            self.json(unreadable(error))
            return
        self.json({"items": found.value, "stale": found.stale})

    def _drawn(self, library: Any, name: str, lang: str) -> list[dict[str, Any]]:
        view, words = quiz_view(library, name, lang), self.desk.widgets.quiz.words(lang)
        total = len(view["items"])
        items = {item.id: item for item in library.item_set(name).items}
        keys = library.keys[name].keys if name in library.keys else {}
        marked = samples(library, name)
        return [
            {
                "id": drawn["id"],
                "view": {
                    **view,
                    "title": None,
                    "items": [drawn],
                    "ui": _alone(words, number, total),
                },
                "html": self.page(
                    "item_key.html",
                    item=items[drawn["id"]],
                    key=keys.get(drawn["id"]),
                    because=_because(keys.get(drawn["id"]), self.lang),
                    samples=marked.get(drawn["id"], ()),
                    labels=_labels(drawn),
                    skill=self._skill(library, items[drawn["id"]].skill),
                ),
            }
            for number, drawn in enumerate(view["items"], start=1)
        ]

    def _skill(self, library: Any, skill: str) -> str:
        known = library.skills.get(skill)
        return f"{skill} {known.title.of(self.lang)}" if known else skill


class ItemSetMark(_OfItemSet):
    """POST /<lang>/items/<id>/mark {item, response}: the mark of an answer given on the page."""

    answers_json = True

    def post(self, name: str) -> None:
        self.known(name)
        try:
            asked = json.loads(self.request.body)
            item_id, response = asked["item"], asked["response"]
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPError(400) from error
        library = self.workshop.library
        items = library.item_sets.get(name)
        item = next((each for each in items.items if each.id == item_id), None) if items else None
        keys = library.keys.get(name)
        key = keys.keys.get(item_id) if keys else None
        if item is None or key is None:
            self.json({"html": self.page("item_mark.html", points=None, most=None)})
            return
        try:
            found = mark(item, key, response)
        except CauNoiError as error:
            raise HTTPError(400) from error
        self.json({"html": self.page("item_mark.html", points=found.points, most=found.max_points)})


def _alone(words: dict[str, str], number: int, total: int) -> dict[str, str]:
    """The words of an item that is a quiz of its own here: its number is the one trainees see, and names its region."""
    numbered = words["question_number"].format(n=number, total=total)
    return {**words, "question_number": numbered, "quiz_name": numbered}


def _labels(drawn: Any) -> dict[str, str]:
    """The words of everything in a drawn item that has an id and words: options, parts, segments, controls."""
    if isinstance(drawn, list):
        return {name: words for each in drawn for name, words in _labels(each).items()}
    if not isinstance(drawn, dict):
        return {}
    found = {name: words for each in drawn.values() for name, words in _labels(each).items()}
    words = drawn.get("label") or drawn.get("text")
    return found | ({drawn["id"]: words} if isinstance(words, str) and isinstance(drawn.get("id"), str) else {})


def _because(key: Any, lang: str) -> str | None:
    return key.because.of(lang) if key is not None and key.because is not None else None
