"""What somebody does in a browser: fill in a form and send it, wait for where it leads, read the words of a page."""

from __future__ import annotations

import html
import re
from urllib.parse import urlencode

from tests.patience import until
from tests.server.running import Answer, Browser


def send(browser: Browser, path: str, where: str | None = None, **fields: str | list[str]) -> Answer:
    """Open the page of a form, fill it in and send it as a browser does."""
    page = browser.get(path)
    field = re.search(r'name="_xsrf" value="([^"]+)"', page.text)
    assert field, page.text
    body = urlencode({"_xsrf": field[1], **fields}, doseq=True).encode()
    browser.xsrf = ""
    return browser.post(where or path, body, **{"Content-Type": "application/x-www-form-urlencoded"})


def upload(browser: Browser, path: str, file: bytes, **fields: str) -> Answer:
    """The same with a file."""
    token = re.search(r'name="_xsrf" value="([^"]+)"', browser.get(path).text)
    assert token
    edge = b"--edge"
    parts = [
        edge + f'\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in {"_xsrf": token[1], **fields}.items()
    ]
    parts.append(edge + b'\r\nContent-Disposition: form-data; name="file"; filename="list.csv"\r\n')
    parts.append(b"Content-Type: text/csv\r\n\r\n" + file + b"\r\n" + edge + b"--\r\n")
    return browser.post(path, b"".join(parts), **{"Content-Type": "multipart/form-data; boundary=edge"})


def agree(browser: Browser, path: str, shown: Answer, **fields: str) -> Answer:
    """Confirm the list that a form shows before it stores anybody."""
    mark = re.search(r'name="shown" value="(\w+)"', shown.text)
    listed = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", shown.text, re.DOTALL)
    assert mark, said(shown)
    assert listed
    return arrived(browser, send(browser, path, **fields, roster=html.unescape(listed[1]), shown=mark[1]))


def arrived(browser: Browser, answer: Answer) -> Answer:
    """Where a form leads in the end: on a busy machine a page in between says how far the work is."""
    waiting = answer.headers.get("Location", "")
    if "/working/" not in waiting:
        return answer
    return until(lambda: again if (again := browser.get(waiting)).status == 303 else None)


def said(answer: Answer) -> str:
    """The words of a page."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
