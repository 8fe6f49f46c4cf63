"""Does a trainee's way hold in a browser below a path behind a proxy, and does the phone hear the room through it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from caunoi.hall.change import LookUp
from tests.e2e.pages.test_policy import LISTEN, refused
from tests.server.pages_stage import LESSON, Stage, staged
from tests.server.proxy import Proxy

pytestmark = [pytest.mark.browser, pytest.mark.slow]

BASE = "/lop/caunoi"


@dataclass
class Front:
    """The hall as a phone outside sees it."""

    stage: Stage
    proxy: Proxy

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.proxy.port}{BASE}"


@pytest.fixture(params=["kept", "stripped"])
def front(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    given = {"base_path": BASE, "trusted_proxies": ("127.0.0.1",)}
    with staged(tmp_path_factory.mktemp("data"), given=given) as stage:
        proxy = Proxy(stage.running.port, BASE, strips=request.param == "stripped")
        stage.running.on_loop(proxy.open())
        yield Front(stage, proxy)
        stage.running.on_loop(proxy.close())


def live(page: Page) -> None:
    expect(page.locator("html[data-caunoi=live]")).to_be_attached()


def test_a_trainee_goes_the_whole_way(chromium: Browser, front: Front) -> None:
    stage = front.stage
    record = stage.new_class()
    pin = stage.store.cards.new_pin(record.id, "001")
    context = chromium.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{front.url}/")
    page.get_by_label("Mã lớp").fill(record.code)
    page.locator("form button.main").click()
    page.locator("#card").fill("001")
    page.locator("#pin").fill(pin)
    page.locator("form button.main").click()
    expect(page).to_have_url(f"{front.url}/vi/")
    assert refused(page) == []

    page.goto(f"{front.url}/vi/{LESSON}")
    live(page)
    assert refused(page) == []
    # Heard through the proxy, not asked for: the phone's own question comes every fifteen seconds only.
    stage.store.paces.steer(record.id, "facilitator", LookUp(on=True))
    stage.running.hall.news.tell(record.id, "pace")
    expect(page.get_by_text("Mời anh/chị nhìn lên").first).to_be_visible()
    stage.store.paces.steer(record.id, "facilitator", LookUp(on=False))
    stage.running.hall.news.tell(record.id, "pace")

    page.goto(f"{front.url}/vi/{LESSON}")
    live(page)
    page.locator(".hall-home").click()
    expect(page).to_have_url(f"{front.url}/vi/")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(f"{front.url}/en/")
    page.goto(f"{front.url}/vi/out")
    page.locator("main form button").click()
    expect(page).to_have_url(f"{front.url}/vi/")
    page.goto(f"{front.url}/vi/{LESSON}")
    expect(page).to_have_url(f"{front.url}/vi/join?next=%2Fvi%2F{LESSON.replace('/', '%2F')}")
    context.close()
    assert front.proxy.outside == []


def test_a_facilitator_goes_the_whole_way(chromium: Browser, front: Front) -> None:
    stage = front.stage
    record = stage.busy_class()
    context = chromium.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.add_init_script(LISTEN)
    page.goto(f"{front.url}/vi/facilitator/enter?key={stage.store.facilitator_key.renew()}")
    page.locator(f"a[href$='{record.id}']").click()
    here = f"{front.url}/vi/facilitator/class/{record.id}"
    expect(page).to_have_url(here)
    expect(page.locator("img.qr")).not_to_have_js_property("naturalWidth", 0)
    assert refused(page) == []
    for name in ("pace", "people", "wall"):
        page.goto(here)
        page.locator(f"main a[href$='/{name}']").first.click()
        expect(page).to_have_url(f"{here}/{name}")
        assert refused(page) == []
    context.close()
    assert front.proxy.outside == []
