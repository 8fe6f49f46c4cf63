"""What every answer of ours carries, so that a browser trusts a page with nothing it does not need."""

from __future__ import annotations

# No inline script or style, no other host, no frame: what a page needs comes from its own server as a file.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # A facilitator's link holds a key, so no address ever travels on.
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def session_cookie(port: int) -> str:
    """The name of the session cookie: the port is in it, since cookies of one host are shared by all its ports."""
    return f"caunoi-session-{port}"


def xsrf_cookie(port: int) -> str:
    """The name of the forgery cookie; JupyterLab on the same host keeps its own `_xsrf`."""
    return f"caunoi-xsrf-{port}"
