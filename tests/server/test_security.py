"""Is everything closed that nobody needs, and does every answer say what a browser may do with it?"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from voila.app import Voila

from caunoi.hall.app import CLOSED
from caunoi.web.security import HEADERS
from tests.patience import until
from tests.server.running import Browser, RunningHall, make_hall

KERNEL = "12345678-1234-1234-1234-123456789012"

# One address for each route that standalone Voila and a Jupyter server are known for.
STOCK = [
    f"/api/kernels/{KERNEL}",
    f"/api/kernels/{KERNEL}/channels",
    f"/api/kernels/{KERNEL}/interrupt",
    "/api/kernels",
    "/api/kernelspecs",
    "/api/sessions",
    "/api/contents",
    "/api/contents/hall.db",
    "/api/terminals",
    "/api/config/notebook",
    "/terminals/websocket/1",
    "/terminals/1",
    "/files/hall.db",
    "/lab",
    "/logout",
    "/tree",
    "/nbconvert/html/a.ipynb",
    f"/voila/api/shutdown/{KERNEL}",
    "/voila/api/themes/light",
    "/voila/api/contents/",
    "/voila/files/hall.db",
    "/voila/labextensions/x",
    f"/voila/query/{KERNEL}",
    f"/voila/execution/{KERNEL}",
    "/voila/render/first.ipynb",
    "/voila/static/voila.js",
    "/voila/templates/lab/static/x.css",
    "/voila/tree",
    "/voila/tree/a/b",
]


@pytest.fixture(params=["stranger", "trainee", "facilitator"])
def anybody(request: pytest.FixtureRequest, hall: RunningHall, class_id: str) -> Browser:
    who = {"stranger": hall.browser, "facilitator": hall.facilitator}
    return who.get(request.param, lambda: hall.signed_in(class_id, "001"))()


@pytest.mark.parametrize("path", STOCK)
def test_stock_routes_are_closed_to_everybody(anybody: Browser, path: str) -> None:
    assert anybody.get(path).status == 403
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        assert anybody.ask(method, path, b"{}").status == 403


def test_websocket_of_a_kernel_is_closed(anybody: Browser) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert anybody.get(f"/api/kernels/{KERNEL}/channels", **upgrade).status == 403


def test_every_route_of_the_installed_voila_is_among_the_closed(hall: RunningHall) -> None:
    patterns = [route[0] for route in Voila.init_handlers(hall.hall)]
    assert len(patterns) > 5
    for pattern in patterns:
        if pattern != "/":
            assert any(re.match(pattern + "$", path) for path in STOCK), f"no sample of {pattern}"
    assert "voila" in CLOSED


def test_voila_s_folder_is_empty(hall: RunningHall) -> None:
    for folder in (hall.hall.root_dir, hall.hall.contents_manager.root_dir):
        assert [path for path in Path(folder).iterdir() if path.suffix == ".ipynb"] == []
        assert Path(folder) == Path(hall.hall.connection_dir)


def test_no_kernel_runs_for_a_visitor(hall: RunningHall, anybody: Browser) -> None:
    for path in STOCK:
        anybody.get(path)
    until(lambda: hall.hall.kernel_manager.list_kernels() == [])


@pytest.mark.parametrize(
    "path", ["/vi/", "/vi/nothing", "/api/attempt?page=x", "/api/nothing", "/voila/tree", "/assets/0123456789abcdef.js"]
)
def test_every_answer_carries_the_policy(anybody: Browser, path: str) -> None:
    headers = anybody.get(path).headers
    for name, value in HEADERS.items():
        assert headers[name] == value
    assert "'unsafe" not in headers["Content-Security-Policy"]
    assert headers["Server"] is None


@pytest.mark.parametrize("path", ["/api/nothing", "/api/attempt?page=x", "/api/writer"])
def test_errors_of_the_api_have_one_shape(hall: RunningHall, path: str) -> None:
    answer = hall.browser().get(path)
    assert answer.status in (401, 404, 405)
    assert answer.headers["Content-Type"].startswith("application/json")
    assert list(answer.json) == ["error"]
    assert answer.json["error"]["code"]
    assert answer.json["error"]["message"]


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_errors_of_pages_speak_the_page_s_language(hall: RunningHall, lang: str) -> None:
    answer = hall.browser().get(f"/{lang}/nothing-here")
    assert answer.status == 404
    assert f'<html lang="{lang}">' in answer.text


def test_form_without_the_token_is_refused(hall: RunningHall) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    for path in ("/vi/join", "/vi/out", "/vi/facilitator/new"):
        assert hall.browser().post(path, b"code=ABCDEF", **headers).status == 403


def test_cookies_are_named_for_the_port_and_hidden_from_scripts(hall: RunningHall, trainee: Browser) -> None:
    given = trainee.get("/api/attempt?page=lesson/start/first").headers.get_all("Set-Cookie") or []
    assert [line.split("=")[0] for line in given] == [f"caunoi-xsrf-{hall.port}"]
    for line in given:
        assert "HttpOnly" in line
        assert "SameSite=Lax" in line
    assert "_xsrf" not in trainee.cookies


def test_invented_session_is_nobody(hall: RunningHall) -> None:
    browser = hall.browser()
    browser.cookies[f"caunoi-session-{hall.port}"] = "x" * 43
    assert browser.get("/api/attempt?page=lesson/start/first").status == 401


def test_store_holds_no_token_and_no_pin(hall: RunningHall, class_id: str) -> None:
    token = hall.hall.store.sessions.open("trainee", class_id, "001")
    pin = hall.hall.store.cards.new_pin(class_id, "002")
    key = hall.hall.store.facilitator_key.renew()
    with hall.hall.store._file.engine.connect() as connection:
        cells = [
            str(cell)
            for table in ("sessions", "trainees", "facilitator_keys")
            for row in connection.exec_driver_sql(f"SELECT * FROM {table}")
            for cell in row
        ]
    assert cells
    assert not {token, pin, key} & set(cells)


def test_hall_listens_to_this_machine_only(hall: RunningHall) -> None:
    assert hall.hall.ip == "127.0.0.1"


def test_own_files_cannot_be_left(anybody: Browser) -> None:
    for path in ("/assets/../hall.db", "/assets/..%2fapp.py", "/assets/page.js", "/vi/lesson/..%2f../first"):
        assert anybody.get(path).status == 404


def test_stray_configuration_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, course: Path, static: Path
) -> None:
    """A voila.json in the folder of the start, or a kernel named python3 in the user's, changes nothing."""
    (tmp_path / "voila.json").write_text('{"VoilaConfiguration": {"preheat_kernel": true}}', encoding="utf-8")
    kernel = tmp_path / "kernels" / "python3"
    kernel.mkdir(parents=True)
    spec = '{"argv": ["false"], "display_name": "x", "language": "python"}'
    (kernel / "kernel.json").write_text(spec, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    hall = make_hall(tmp_path / "data", course, static)
    try:
        hall.initialize()
        hall.init_settings()
        assert hall.voila_configuration.preheat_kernel is False
        assert hall.kernel_spec_manager.get_kernel_spec("python3").argv[0] != "false"
    finally:
        asyncio.run(hall.close())
