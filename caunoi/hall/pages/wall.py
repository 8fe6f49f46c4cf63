"""The wall of the room: the Wi-Fi and the class, each as a QR and in words."""

from __future__ import annotations

from caunoi.hall.pages.page import ClassPage
from caunoi.hall.pages.qr import send_qr
from caunoi.hall.records import utc_now
from caunoi.web.answer import Refused
from caunoi.wifi import Wifi, name_fits, password_fits, read_wifi, write_wifi


class Wall(ClassPage):
    """GET /facilitator/class/<id>/wall: one full screen for the projector."""

    template = "wall.html"

    def get(self, class_id: str) -> None:
        wifi = read_wifi(self.store.data)
        self.render(self.template, record=self.record, address=self.hall_address(), wifi=wifi, at=utc_now())


class WallNow(Wall):
    """GET .../wall/now: what is on it, asked for again and again, since the address may become another."""

    template = "wall_now.html"


class JoinQr(ClassPage):
    """GET /facilitator/class/<id>/qr.svg: the join address of the class, with `card` that of a person's card."""

    def get(self, class_id: str) -> None:
        # Without a language: the phone's owner chooses, the class's own language comes first.
        send_qr(self, self.join_link(self.get_query_argument("card", "")[:32]))


class WifiQr(ClassPage):
    """GET /facilitator/class/<id>/wifi.svg: the room's Wi-Fi, for facilitators only, since the password is in it."""

    def get(self, class_id: str) -> None:
        wifi = read_wifi(self.store.data)
        if wifi is None:
            raise Refused(404, "no-wifi", self._("No Wi-Fi was typed in yet."))
        send_qr(self, wifi.text)


class WifiForm(ClassPage):
    """GET and POST /facilitator/class/<id>/wifi: the network that phones of the room use."""

    def get(self, class_id: str) -> None:
        self._ask(read_wifi(self.store.data) or Wifi(""), {})

    async def post(self, class_id: str) -> None:
        if self.typed("forget"):
            await self.off_loop(write_wifi, self.store.data, None)
            self.go(f"facilitator/class/{self.record.id}/wall")
            return
        # A blank at either end may belong to a password.
        password = self.get_body_argument("password", "", strip=False)[:200]
        wifi = Wifi(self.typed("name"), password, self.typed("hidden") == "1")
        problems: dict[str, list[str]] = {}
        if not name_fits(wifi.name):
            problems["name"] = [
                self._("Type the name of the Wi-Fi as phones show it; at most 32 letters, fewer with accents.")
            ]
        if not password_fits(wifi.password):
            problems["password"] = [
                self._("A Wi-Fi password has 8 to 63 letters without accents, digits or signs. Look at the router.")
            ]
        if problems:
            self._ask(wifi, problems)
            return
        await self.off_loop(write_wifi, self.store.data, wifi)
        self.go(f"facilitator/class/{self.record.id}/wall")

    def _ask(self, wifi: Wifi, problems: dict[str, list[str]]) -> None:
        self.render("wifi.html", record=self.record, wifi=wifi, problems=problems, kept=read_wifi(self.store.data))
