"""A stage for widgets: a small server that answers like the hall, so that pages can be driven without one."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from caunoi.bundle import bundle
from caunoi.hall.pace import Pace
from caunoi.hall.room_state import room_state
from caunoi.hall.strings import page_strings

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "caunoi" / "hall" / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2", ".html": "text/html"}

# What the hall answers with; a page that breaks it breaks there too.
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


@dataclass
class Hall:
    """The state of the pretended hall; tests look into it and switch it off and on."""

    mode: str = "lesson"
    orders: dict[str, Any] = field(default_factory=dict)
    variants: dict[str, Any] = field(default_factory=dict)
    simulated: bool = False
    signed_in: bool = True
    down: bool = False  # takes nothing
    full: bool = False  # has no room to keep it
    mute: bool = False  # takes it, but the answer is lost
    writers: int = 0
    stored: list[dict[str, Any]] = field(default_factory=list)
    submitted: dict[str, Any] | None = None
    lose: set[int] = field(default_factory=set)
    refuse_n: int | None = None
    most: int | None = None
    batches: int = 0
    led: bool = True  # says how the class stands
    streams: int = 0  # how often a page asked to hear of it as a stream

    def room(self) -> dict[str, Any]:
        return {"room": room_state(Pace(), "012", "lesson/m/l")} if self.led else {}

    def new_writer(self) -> int:
        self.writers += 1
        return self.writers

    def attempt(self, with_writer: bool) -> dict[str, Any]:
        return {
            "writer": self.new_writer() if with_writer and self.signed_in and not self.submitted else None,
            **self.room(),
            "attempt": "a1",
            "page": "lesson/m/l",
            "mode": self.mode,
            "trainee": {"name": "Nguyễn Thị Thử", "card": "012"},
            "submitted": self.submitted,
            "orders": self.orders,
            "variants": self.variants,
            "events": self.stored,
            "seq": len(self.stored),
            "now": 0,
            "xsrf": "key",
            "simulated": self.simulated,
        }

    def events(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.batches += 1
        if self.submitted:
            return 409, {"error": {"code": "submitted", "message": "", "submitted": self.submitted}}
        writer = body["writer"]
        for each in body["events"]:
            if each["n"] == self.refuse_n:
                place = f"body.events.{body['events'].index(each)}.event"
                self.refuse_n = None
                return 400, {"error": {"code": "bad-request", "message": "", "place": place}}
        if body["events"] and self.most is not None and len(self.stored) + len(body["events"]) > self.most:
            return 409, {"error": {"code": "attempt-full", "message": ""}}
        for each in body["events"]:
            if each["n"] in self.lose:
                continue
            if not any(old["writer"] == writer and old["n"] == each["n"] for old in self.stored):
                self.stored.append({**each, "writer": writer, "seq": len(self.stored) + 1})
        own = {each["n"] for each in self.stored if each["writer"] == writer}
        acknowledged = 0
        while acknowledged + 1 in own:
            acknowledged += 1
        others = [each for each in self.stored if each["writer"] != writer and each["seq"] > body["since"]]
        seqs = {str(each["n"]): each["seq"] for each in self.stored if each["writer"] == writer}
        answer = {
            **self.room(),
            "acknowledged": acknowledged,
            "seq": len(self.stored),
            "seqs": seqs,
            "others": others,
            "submitted": self.submitted,
        }
        return 200, answer

    def submit(self, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        have = {(each["writer"], each["n"]) for each in self.stored}
        gaps = {
            writer: [n for n in range(1, last + 1) if (int(writer), n) not in have]
            for writer, last in body["last"].items()
        }
        gaps = {writer: missing for writer, missing in gaps.items() if missing}
        if gaps:
            return 409, {"error": {"code": "gaps", "message": "", "gaps": gaps}}
        self.submitted = {"receipt": "BN-4821", "at": 1_795_000_000_000}
        return 200, self.submitted


class _Answers(BaseHTTPRequestHandler):
    hall: ClassVar[Hall]
    pages: ClassVar[dict[str, bytes]]

    def do_GET(self) -> None:
        if self.hall.down and self.path.startswith("/api/"):
            self._hang_up()
            return
        path = urlsplit(self.path).path
        if path == "/api/attempt":
            self._api(200, self.hall.attempt("writer=new" in self.path))
        elif path == "/api/room":
            self._room()
        elif path in self.pages:
            self._send(200, self.pages[path], TYPES.get(Path(path).suffix, "text/html"))
        else:
            file = STATIC / path.removeprefix("/static/")
            if file.is_file():
                self._send(200, file.read_bytes(), TYPES[file.suffix])
            else:
                self._send(404, b"", "text/plain")

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.hall.down:
            self._hang_up()
            return
        if self.hall.full:
            self._api(503, {"error": {"code": "store", "message": ""}})
        elif self.headers["X-XSRFToken"] != "key":
            self._api(403, {"error": {"code": "xsrf", "message": ""}})
        elif self.path == "/api/writer":
            self._api(200, {"writer": self.hall.new_writer()})
        elif self.path == "/api/events":
            self._api(*self.hall.events(body))
        elif self.path == "/api/submit":
            self._api(*self.hall.submit(body))

    def _room(self) -> None:
        """What the class hears, said once: nothing changes in the room of the pretended hall."""
        if "text/event-stream" not in self.headers["Accept"]:
            self._api(200, {**self.hall.room(), "xsrf": "key"})
            return
        self.hall.streams += 1
        if self.hall.led:
            said = f"retry: 600000\nevent: room\ndata: {json.dumps(self.hall.room()['room'])}\n\n"
            self._send(200, said.encode(), "text/event-stream")
        else:
            self._send(404, b"", "text/plain")

    def _api(self, status: int, value: Any) -> None:
        if self.hall.mute:
            self._hang_up()
        elif not self.hall.signed_in:
            self._send(401, b'{"error": {"code": "not-signed-in", "message": ""}}', "application/json")
        else:
            self._send(status, json.dumps(value).encode(), "application/json")

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: Any) -> None:
        """Say nothing: the tests' own output is enough."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection cut on purpose is no error."""


def light_page(parts: list[Any], lang: str = "vi", page: str = "lesson/m/l") -> dict[str, bytes]:
    """The files of a light page: its parts are prose (HTML) and widgets."""
    files: dict[str, bytes] = {"/page.js": bundle(STATIC / "page.js").encode()}
    widgets, body = [], []
    for number, part in enumerate(parts, start=1):
        if isinstance(part, str):
            body.append(f'<section class="prose">{part}</section>')
            continue
        kind = type(part).__name__.lower()
        files[f"/{kind}.js"] = part._esm.encode()
        files[f"/{kind}.css"] = part._css.encode()
        state = {"view": part.view, "task": part.task, "trace": part.trace}
        widgets.append({"id": f"w{number}", "esm": f"/{kind}.js", "css": f"/{kind}.css", "state": state})
        body.append(f'<div class="task" data-caunoi-widget="w{number}"></div>')
    data = {"page": page, "lang": lang, "widgets": widgets, "strings": page_strings(lang)}
    sheets = [
        "/static/fonts.css",
        "/tokens.css",
        "/aloud.css",
        "/static/page.css",
        "/static/room.css",
        *dict.fromkeys(w["css"] for w in widgets),
    ]
    for sheet in ("tokens", "aloud"):
        files[f"/{sheet}.css"] = bundle(ROOT / "widgets" / f"{sheet}.css").encode()
    links = "".join(f'<link rel="stylesheet" href="{escape(sheet)}">' for sheet in sheets)
    script = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    files["/"] = f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>Bài học</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">{links}<script type="application/json" id="caunoi-page">{script}</script>
<script type="module" src="/page.js"></script></head><body class="light">
<header class="hall-head"><a class="hall-home" href="/{lang}/">Cầu Nối</a><span data-caunoi-trainee></span></header>
<main id="content">{"".join(body)}</main></body></html>""".encode()
    return files


@contextmanager
def on_stage(parts: list[Any], hall: Hall, lang: str = "vi") -> Iterator[str]:
    """Serve a light page of these parts from the pretended hall; gives its address."""
    answers = type("Answers", (_Answers,), {"hall": hall, "pages": light_page(parts, lang)})
    server = _Server(("127.0.0.1", 0), answers)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
