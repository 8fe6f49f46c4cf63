"""The phone of a simulated person: the hall's own pages and API over HTTP, as a browser uses them."""

from __future__ import annotations

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from caunoi.errors import CauNoiError

BATCH = 100
PATIENCE = 120.0

_PAGE = re.compile(r'<script type="application/json" id="caunoi-page">(.*?)</script>', re.DOTALL)
_FORM_KEY = re.compile(r'name="_xsrf" value="([^"]+)"')

Timed = tuple[str, dict[str, Any], int]


class NotTaken(CauNoiError):
    """The hall did not take what a simulated person sent."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One opened page: its attempt, its tasks in order, the writer this phone counts under.

    `variants` are the variants of quiz items that the hall gave to the attempt, by task and item.
    """

    attempt: str
    tasks: tuple[str, ...]
    writer: int
    variants: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Phone:
    """One browser with cookies of its own."""

    def __init__(self, hall: str, lang: str) -> None:
        self._hall = hall
        self._lang = lang
        # No proxy: what is simulated stays on this computer.
        self._web = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self._key = ""

    def join(self, code: str, card: str, pin: str) -> None:
        """Sign in with the class code, the number of the card and the PIN; raises NotTaken."""
        place = f"/{self._lang}/join"
        form = self._ask(f"{place}?code={urllib.parse.quote(code)}").decode()
        key = _FORM_KEY.search(form)
        fields = {"code": code, "card": card, "pin": pin, "_xsrf": key[1] if key else ""}
        self._ask(place, urllib.parse.urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def open(self, page: str) -> Sitting:
        """Open a lesson or an assessment as its page does; raises NotTaken."""
        found = _PAGE.search(self._ask(f"/{self._lang}/{page}").decode())
        if found is None:
            raise NotTaken(f"{page}: this page carries no tasks; the simulated person may not be signed in.")
        tasks = tuple(widget["state"]["task"] for widget in json.loads(found[1])["widgets"])
        attempt = json.loads(self._ask(f"/api/attempt?page={urllib.parse.quote(page)}"))
        self._key = attempt["xsrf"]
        writer = self._post("/api/writer", {"attempt": attempt["attempt"]})["writer"]
        variants = {
            task: {item: told["id"] for item, told in items.items()} for task, items in attempt["variants"].items()
        }
        return Sitting(attempt["attempt"], tasks, writer, variants)

    def send(self, sitting: Sitting, events: Sequence[Timed]) -> None:
        """Send (task, event, at_ms) in batches, each acknowledged before the next; raises NotTaken."""
        numbered = [
            {"n": n, "task": task, "event": event, "at_ms": at_ms} for n, (task, event, at_ms) in enumerate(events, 1)
        ]
        for start in range(0, len(numbered), BATCH):
            batch = numbered[start : start + BATCH]
            body = {"attempt": sitting.attempt, "writer": sitting.writer, "since": 0, "events": batch}
            acknowledged = self._post("/api/events", body)["acknowledged"]
            if acknowledged != start + len(batch):
                raise NotTaken(f"attempt {sitting.attempt}: sent {start + len(batch)}, acknowledged {acknowledged}.")

    def hand_in(self, sitting: Sitting, events: int) -> str:
        """Submit, stating how many events were sent; gives the receipt; raises NotTaken."""
        body = {"attempt": sitting.attempt, "last": {str(sitting.writer): events}}
        return str(self._post("/api/submit", body)["receipt"])

    def _post(self, place: str, body: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self._ask(place, json.dumps(body).encode(), "application/json"))
        return answer

    def _ask(self, place: str, body: bytes | None = None, content_type: str = "") -> bytes:
        asked = urllib.request.Request(self._hall + place, data=body)
        asked.add_header("X-Caunoi-Lang", self._lang)
        if body is not None:
            asked.add_header("Content-Type", content_type)
            asked.add_header("X-XSRFToken", self._key)
        try:
            with self._web.open(asked, timeout=PATIENCE) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            with error:
                said = error.read(500).decode("utf-8", "replace")
            raise NotTaken(f"{place}: the hall answered {error.code}: {' '.join(said.split())}") from error
        except OSError as error:
            raise NotTaken(f"{place}: the hall does not answer ({error}).") from error
