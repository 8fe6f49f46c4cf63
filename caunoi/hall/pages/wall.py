"""The wall of the room: address, class code and its QR."""

from __future__ import annotations

import io

import segno

from caunoi.hall.pages.page import ClassPage

# A camera reads it from the back of a room although a lamp shines on it.
ERROR_CORRECTION = "m"


class Wall(ClassPage):
    """GET /facilitator/class/<id>/wall: one full screen for the projector."""

    def get(self, class_id: str) -> None:
        self.render("wall.html", record=self.record, address=self.hall_address())


class JoinQr(ClassPage):
    """GET /facilitator/class/<id>/qr.svg: the join address of the class; dark on white in every colour scheme."""

    def get(self, class_id: str) -> None:
        drawing = io.BytesIO()
        # Without a language: the phone's owner chooses, the class's own language comes first.
        address = f"{self.hall_address()}/{self.record.lang}/join?code={self.record.code}"
        segno.make(address, error=ERROR_CORRECTION, micro=False).save(
            drawing, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, svgns=True, omitsize=True
        )
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(drawing.getvalue())
