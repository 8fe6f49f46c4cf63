"""JupyterLab with formgrader: on this computer only, in one class at a time, knowing little and asking nobody."""

from __future__ import annotations

import json
import os
import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import psutil
import pytest

from caunoi.assessor import OPTIONS, Assessor, AssessorError, environment
from caunoi.network import is_free
from tests.patience import PATIENCE_S

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/(\S+)\?token=([\w-]+)")


@pytest.fixture
def assessor(tmp_path: Path) -> Iterator[Assessor]:
    """One that looks for classes in the test's own folder."""
    one = Assessor(tmp_path / "data", 18867, lambda class_id: tmp_path / "classes" / class_id)
    yield one
    one.close()


def get(address: str, *, signed_in: bool = True) -> str:
    """The page of an address as a browser without any other cookie gets it."""
    where = address if signed_in else address.partition("?")[0]
    web = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar()))
    with web.open(where, timeout=PATIENCE_S) as answer:
        return answer.read().decode()


def kernel_sees(port: str) -> Path:
    """The folder that the running server works in."""
    (server,) = [
        process
        for process in psutil.Process().children()  # another run of the tests may use the same number
        if f"--ServerApp.port={port}" in process.cmdline()
    ]
    return Path(server.cwd())


@pytest.mark.slow
def test_it_moves_from_class_to_class_and_ends(
    assessor: Assessor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for class_id in ("one", "two"):
        (tmp_path / "classes" / class_id).mkdir(parents=True)
        (tmp_path / "classes" / class_id / "nbgrader_config.py").write_text("c = get_config()\n", encoding="utf-8")
    monkeypatch.setenv("CAUNOI_SECRET", "nobody-may-read-this")

    lab = ADDRESS.fullmatch(assessor.open())
    assert lab is not None
    assert lab[2] == "lab"
    assert "JupyterLab" in get(lab[0])
    assert kernel_sees(lab[1]) == tmp_path / "data" / "assessor" / "welcome"

    first = assessor.open("one")
    found = ADDRESS.fullmatch(first)
    assert found is not None
    assert found[2] == "formgrader/gradebook"
    assert "formgrader" in get(first)
    assert kernel_sees(found[1]) == tmp_path / "classes" / "one"
    assert assessor.open("one") == first

    # Who has no token gets a door, and no shell stands behind any door.
    assert "token" in get(first, signed_in=False)
    with pytest.raises(urllib.error.HTTPError) as no_terminals:
        get(first.replace("formgrader/gradebook", "api/terminals"))
    assert no_terminals.value.code in (403, 404)

    # No news, no search for updates, a list of extensions that cannot install.
    page = get(first.replace("formgrader/gradebook", "lab"))
    config = json.loads(re.search(r'id="jupyter-config-data"[^>]*>(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert config["news"] == {"disabled": True}
    assert json.loads(get(first.replace("formgrader/gradebook", "lab/api/update"))) == {"notification": None}

    second = assessor.open("two")
    assert kernel_sees(ADDRESS.fullmatch(second)[1]) == tmp_path / "classes" / "two"  # type: ignore[index]
    (server,) = [
        process
        for process in psutil.process_iter(["cmdline"])
        if str(tmp_path / "classes" / "two") in " ".join(process.info["cmdline"] or [])
    ]
    assert "nobody-may-read-this" not in " ".join(server.environ().values())
    listening = [each.laddr.ip for each in server.net_connections("tcp") if each.status == psutil.CONN_LISTEN]
    assert set(listening) == {"127.0.0.1"}

    assessor.close()
    assert not server.is_running()
    assert is_free("127.0.0.1", int(ADDRESS.fullmatch(second)[1]))  # type: ignore[index]


def test_a_class_without_a_folder_is_one_sentence(assessor: Assessor, tmp_path: Path) -> None:
    with pytest.raises(AssessorError, match=r"class gone: its folder .*gone is missing; put it back"):
        assessor.open("gone")


def test_one_that_cannot_start_says_why_and_where_to_look(assessor: Assessor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.assessor.OPTIONS", ("--ServerApp.certfile=/no/such/file", *OPTIONS))
    with pytest.raises(AssessorError, match=r"JupyterLab did not start \(.+\); look at .*jupyterlab\.log"):
        assessor.open()


def test_an_ended_one_gives_up_a_start_under_way(assessor: Assessor) -> None:
    assessor.close()
    with pytest.raises(AssessorError):
        assessor.open()


def test_only_what_a_program_needs_is_handed_on(tmp_path: Path) -> None:
    ours = {
        "HOME": "/users/me",
        "SystemRoot": r"C:\Windows",
        "PATH": "/usr/bin",
        "AWS_SECRET_ACCESS_KEY": "x",
        "CAUNOI_DATA": "x",
        "PYTHONPATH": "x",
        "JUPYTER_CONFIG_DIR": "/users/me/.jupyter",
    }
    seen = environment(ours, tmp_path, "token")
    assert {"AWS_SECRET_ACCESS_KEY", "CAUNOI_DATA", "PYTHONPATH"}.isdisjoint(seen)
    assert seen["HOME"] == "/users/me"
    assert seen["SystemRoot"] == r"C:\Windows"
    assert seen["JUPYTER_PREFER_ENV_PATH"] == "1"
    assert {name for name in seen if name.startswith("JUPYTER_") and not seen[name].startswith(str(tmp_path))} == {
        "JUPYTER_PREFER_ENV_PATH",
        "JUPYTER_TOKEN",
    }
    programs = seen["PATH"].split(os.pathsep)[0]
    assert (Path(programs) / ("alembic.exe" if os.name == "nt" else "alembic")).exists()


def test_nothing_on_the_command_line_is_secret_and_everything_outside_is_off() -> None:
    assert not [option for option in OPTIONS if "token" in option.lower()]
    said = dict(option.removeprefix("--").split("=") for option in OPTIONS)
    assert said["ServerApp.ip"] == "127.0.0.1"
    assert said["LabApp.news_url"] == "None"
    assert said["LabApp.check_for_updates_class"] == "jupyterlab.NeverCheckForUpdate"
    assert said["LabApp.extension_manager"] == "readonly"
    assert said["LanguageServerManager.autodetect"] == "False"
