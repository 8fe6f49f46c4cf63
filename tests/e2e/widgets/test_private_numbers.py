"""Whatever a trainee types into, a number like a real person's is refused there and never leaves the page."""

from __future__ import annotations

import copy
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from caunoi import machine
from caunoi.content import CHECKOUT_ROOTS, Library, library_of
from caunoi.model.base import LANGS
from caunoi.views import mockup_view
from tests.e2e.browser import until_on
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, sent, writing_of
from tests.e2e.widgets.reached import PORTALS, Place, reached
from tests.e2e.widgets.stage import Hall
from widgets import Mockup
from widgets.strings import MOCKUP
from widgets.view import with_words

pytestmark = pytest.mark.browser

# As it may be written or pasted; the last ones are wide and Arabic digits.
STRANGERS = [
    "038154012345",
    "038 154 012 345",
    "038.154.012.345",
    "038-154-012-345",
    "Số của bà là 038154012345 nhé",
    "0912345678",
    "+84 912 345 678",
    "(091) 234 5678",
    "9704 0000 1234 5678",
    "０３８１５４０１２３４５",
    "٠٩١٢٣٤٥٦٧٨",
]
ORDINARY = ["000 154 000 172", "000154000172", "05/09/1954", "phí 22.000 đồng", "thửa 128, tờ 15", "gọi 1900 0368"]


class Overheard:
    """All that a page sends, by request body and by address."""

    def __init__(self, page: Page) -> None:
        self._said: list[str] = []
        self._page = page
        page.on("request", lambda request: self._said.append(f"{request.url} {request.post_data or ''}"))

    def everything(self) -> str:
        """What was sent and what waits on the device to be sent, without what may stand between digits."""
        waiting = self._page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
        return re.sub(r"[ .()-]", "", " ".join([*self._said, waiting]))


def digits(text: str) -> str:
    return "".join(re.findall(r"\d", text))


def held_back(overheard: Overheard, typed: str) -> bool:
    return digits(typed) not in overheard.everything()


@pytest.fixture(scope="module")
def shipped() -> Library:
    return library_of(CHECKOUT_ROOTS)


@pytest.fixture(scope="module")
def typed_into(shipped: Library) -> dict[str, list[Place]]:
    """The screens of each shipped portal on which something can be typed, as the recorded traces come to them."""
    return {
        portal: [each for each in found if takes_typing(shipped, each)] for portal, found in reached(shipped).items()
    }


def takes_typing(library: Library, place: Place) -> bool:
    if place.visit:  # her phone beside the helper is looked at, not typed on
        return False
    screen = library.portal(library.scenarios[place.scenario].portal).screens[place.screen]
    return any(field.kind in ("text", "password", "passcode", "number") for field in screen.inputs.values())


def at(library: Library, place: Place, lang: str) -> Mockup:
    """The mock-up as it is where the place is reached, with every field of the screen in sight."""
    view = copy.deepcopy(with_words(mockup_view(library, place.scenario, place.mode, lang), MOCKUP))
    state = machine.replay(library.core(place.scenario), list(place.events)).state
    view["core"]["start"] = state.screen
    view["core"]["vars"].update({name: value for name, value in state.vars.items() if name != "_said"})
    for field in view["screens"][state.screen]["inputs"]:
        field.pop("when", None)
    return Mockup(view=view, task=view["task"])


@pytest.mark.parametrize("typed", STRANGERS)
def test_however_it_is_written_it_is_refused_in_every_kind_of_field(
    open_page: Open, hall: Hall, specimen: Library, typed: str
) -> None:
    page = open_page(
        mockup_of(specimen, "try-everything", "practice"),
        quiz_of(specimen, "every-kind"),
        writing_of(specimen, "coaching"),
    )
    page.locator(".cn-mode-practice").get_by_role("checkbox", name="Tôi xin cam đoan").check()
    overheard = Overheard(page)
    mockup = page.locator(".cn-mode-practice")
    fields = [
        *(mockup.get_by_label(label, exact=True) for label in ("Họ và tên", "Mật khẩu", "Ghi chú")),
        page.locator(".cn-item[data-kind=short]").get_by_role("textbox"),
        page.locator(".cn-item[data-kind=number]").get_by_role("textbox"),
        page.locator(".cn-item[data-kind=free]").get_by_role("textbox"),
        page.locator(".cn-writing textarea"),
    ]
    for field in fields:
        pasted(field, typed)
        field.blur()
        expect(field).to_have_attribute("aria-invalid", "true")
    mockup.get_by_role("button", name="Nộp", exact=True).click()
    assert sent(page, hall) == [{"set": "pledge", "to": True}]
    assert held_back(overheard, typed)


def test_a_code_a_date_and_a_count_are_too_short_for_it(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    overheard = Overheard(page)
    for label in ("Mã 6 số", "Ngày", "Tháng", "Năm", "Số bản"):
        field = page.get_by_label(label, exact=True)
        field.press_sequentially("038154012345")
        field.blur()
    assert all(len(digits(str(event["to"]))) <= 8 for event in sent(page, hall))
    assert held_back(overheard, "038154012345")


def test_half_in_one_field_and_half_in_the_next_is_refused(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    overheard = Overheard(page)
    page.get_by_role("checkbox", name="Tôi xin cam đoan").check()
    first, second = (page.get_by_label(label, exact=True) for label in ("Họ và tên", "Ghi chú"))
    first.fill("038154")
    second.fill("012345")
    second.blur()
    expect(second).to_have_attribute("aria-invalid", "true")
    sent(page, hall)
    assert not ("038154" in overheard.everything() and "012345" in overheard.everything())
    second.fill("gọi trước")
    second.blur()
    assert sent(page, hall)[-1] == {"set": "extra", "to": "gọi trước"}


@pytest.mark.parametrize("typed", ORDINARY)
def test_numbers_of_the_practice_person_and_of_everyday_are_taken(
    open_page: Open, hall: Hall, specimen: Library, typed: str
) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"), writing_of(specimen, "coaching"))
    name, area = page.get_by_label("Họ và tên", exact=True), page.locator(".cn-writing textarea")
    name.fill(typed)
    name.blur()
    assert sent(page, hall) == [{"set": "name", "to": typed}]
    if digits(typed) != "000154000172":  # a question without a person names nobody's number
        area.fill(typed)
        area.blur()
        until_on(page, lambda: [each["event"] for each in hall.stored][1:] == [{"write": "coaching", "to": typed}])


@pytest.mark.parametrize("portal", PORTALS)
def test_no_field_of_a_shipped_portal_lets_it_through(
    open_page: Open, hall: Hall, shipped: Library, typed_into: dict[str, list[Place]], portal: str
) -> None:
    lang = LANGS[PORTALS.index(portal) % len(LANGS)]
    page = open_page("<p>.</p>", *(at(shipped, place, lang) for place in typed_into[portal]), lang=lang)
    overheard = Overheard(page)
    expect(page.locator(".cn-mockup .cn-screen")).to_have_count(len(typed_into[portal]))
    fields = page.locator(".cn-mockup .cn-input[type=text]:visible, .cn-mockup .cn-input[type=password]:visible").all()
    assert len(fields) >= len(typed_into[portal])
    for field in fields:
        pasted(field, "038 154 012 345")
        field.blur()
    assert [event for event in sent(page, hall) if len(digits(str(event.get("to", "")))) >= 9] == []
    assert held_back(overheard, "038154012345")


def pasted(field: Locator, text: str) -> None:
    """Put a text into a field as a paste does: at once, cut where the field's length ends."""
    field.focus()
    field.page.keyboard.insert_text(text)
