"""The one shape of an error: {"error": {"code", "message", ...}}, the message for a person, the code for a program."""

from __future__ import annotations

import json
from typing import Any

from tornado.web import HTTPError


class Refused(HTTPError):
    """Raised by a handler to answer with a status, a code and one sentence in the reader's language."""

    def __init__(self, status: int, code: str, message: str, **fields: Any) -> None:
        super().__init__(status, reason=None)
        self.code = code
        self.message = message
        self.fields = fields


def error_body(code: str, message: str, **fields: Any) -> bytes:
    """The bytes of an error."""
    return json_bytes({"error": {"code": code, "message": message, **fields}})


def json_bytes(value: Any) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
