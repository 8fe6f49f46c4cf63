"""Files of pages under the hash of their bytes: asked for once, kept by the browser for good."""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from tornado.web import RequestHandler

from caunoi.bundle import bundle
from caunoi.rested import Rested
from caunoi.web.compact import KINDS, compact

TYPES = {
    "css": "text/css; charset=UTF-8",
    "js": "text/javascript; charset=UTF-8",
    "json": "application/json",
    "png": "image/png",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
}

# Already compressed inside.
PACKED = ("png", "woff2")

IMMUTABLE = "public, max-age=31536000, immutable"

_css_url = re.compile(r"""url\(\s*(["']?)(?!data:|#|/|[a-z]+:)([^"')]+)\1\s*\)""")


@dataclass(frozen=True, slots=True)
class Asset:
    """Bytes as they travel: plain, and compressed if that makes them smaller."""

    body: bytes
    packed: bytes | None
    content_type: str


class Assets:
    """All files that pages refer to, in memory; `base` stands before every address."""

    def __init__(self, static: Path, base: str = "") -> None:
        self._static = static
        self._base = base
        self._by_name: dict[str, Asset] = {}
        self._files: dict[Path, tuple[int, str]] = {}
        self._modules: Rested[str, str] = Rested(self._module)
        self._sheets: Rested[str, str] = Rested(self._sheet)

    def put(self, body: bytes, ext: str) -> str:
        """Keep the bytes as they travel and give their address, <base>/assets/<hash>.<ext>."""
        if ext in KINDS:
            body = compact(body.decode()).encode()
        name = f"{hashlib.sha256(body).hexdigest()[:16]}.{ext}"
        if name not in self._by_name:
            packed = None if ext in PACKED else gzip.compress(body, 9, mtime=0)
            if packed is not None and len(packed) >= len(body):
                packed = None
            self._by_name[name] = Asset(body, packed, TYPES[ext])
        return f"{self._base}/assets/{name}"

    def file(self, name: str) -> str:
        """The address of a file of that folder or beside it; what a stylesheet names is kept along with it."""
        return self._file((self._static / name).resolve())

    def module(self, name: str) -> str:
        """The address of a browser module of that folder, joined with all it imports as they were a moment ago."""
        return self._modules(name)

    def sheet(self, name: str) -> str:
        """The address of a style sheet of that folder, joined with all it imports; each file is one question less."""
        return self._sheets(name)

    def get(self, name: str) -> Asset | None:
        """The asset of a name."""
        return self._by_name.get(name)

    def _module(self, name: str) -> str:
        return self.put(bundle(self._static / name).encode(), "js")

    def _sheet(self, name: str) -> str:
        path = (self._static / name).resolve()
        return self.put(self._with_files(bundle(path), path.parent).encode(), "css")

    def _file(self, path: Path) -> str:
        changed = path.stat().st_mtime_ns
        known = self._files.get(path)
        if known is not None and known[0] == changed:
            return known[1]
        body = path.read_bytes()
        if path.suffix == ".css":
            body = self._with_files(body.decode(), path.parent).encode()
        address = self.put(body, path.suffix[1:])
        self._files[path] = (changed, address)
        return address

    def _with_files(self, css: str, folder: Path) -> str:
        return _css_url.sub(lambda found: f'url("{self._file((folder / found[2]).resolve())}")', css)


def send_asset(handler: RequestHandler, asset: Asset) -> None:
    """Finish with an asset, compressed for a browser that takes it, to be kept for good."""
    handler.set_header("Content-Type", asset.content_type)
    handler.set_header("Cache-Control", IMMUTABLE)
    handler.set_header("Vary", "Accept-Encoding")
    packed = asset.packed
    if packed is not None and accepts_gzip(handler):
        handler.set_header("Content-Encoding", "gzip")
        handler.finish(packed)
    else:
        handler.finish(asset.body)


def accepts_gzip(handler: RequestHandler) -> bool:
    """Whether the browser takes gzip."""
    return "gzip" in handler.request.headers.get("Accept-Encoding", "")
