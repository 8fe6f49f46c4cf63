"""The hall's own files, and the door they leave by."""

from __future__ import annotations

from pathlib import Path

from caunoi.hall.handler import BaseHandler
from caunoi.web.answer import Refused
from caunoi.web.assets import send_asset

STATIC = Path(__file__).parent / "static"


class AssetHandler(BaseHandler):
    """GET /assets/<hash>.<ext>."""

    def get(self, name: str) -> None:
        asset = self.hall.assets.get(name)
        if asset is None:
            raise Refused(404, "not-found", self._("There is nothing at this address."))
        send_asset(self, asset)

    def compute_etag(self) -> None:
        """None: the name is the hash already."""
