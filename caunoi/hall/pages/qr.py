"""QR codes, dark on white in every colour scheme."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import segno

if TYPE_CHECKING:
    from caunoi.hall.pages.page import Page

# A camera reads it from the back of a room although a lamp shines on it.
ERROR_CORRECTION = "m"

BORDER = 4  # light squares around a code, as its standard asks


def qr_svg(text: str, border: int = BORDER) -> str:
    """A QR code as SVG, as large as the place it is put in."""
    drawing = io.BytesIO()
    segno.make(text, error=ERROR_CORRECTION, micro=False).save(
        drawing, kind="svg", border=border, dark="#000", light="#fff", xmldecl=False, svgns=True, omitsize=True
    )
    return drawing.getvalue().decode()


def send_qr(page: Page, text: str) -> None:
    """Finish a page with a QR code."""
    page.set_header("Content-Type", "image/svg+xml")
    page.finish(qr_svg(text))
