"""What every answer of ours carries, so that a browser trusts a page with nothing it does not need."""

from __future__ import annotations

# No inline script or style, no other host, no frame: what a page needs comes from its own server as a file, and a kind
# of thing that no page uses is not named and so not allowed.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

# The one page that stock Voila draws itself: its modules bring their styles along as elements of the page and pack
# small fonts and pictures into addresses. There, too, no script stands in the page and none comes from elsewhere.
LIVE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'self'",
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
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    # No window of another site holds on to a page of ours, and no other site draws anything from here.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def session_cookie(port: int) -> str:
    """The name of the session cookie: the port is in it, since cookies of one host are shared by all its ports."""
    return f"caunoi-session-{port}"


def xsrf_cookie(port: int) -> str:
    """The name of the forgery cookie; JupyterLab on the same host keeps its own `_xsrf`."""
    return f"caunoi-xsrf-{port}"
