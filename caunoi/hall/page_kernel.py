"""The kernel that makes pages, one after the other while some are waited for, so that content is read once for them."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

from jupyter_core.utils import ensure_async

from caunoi.hall.fingerprint import Fingerprint
from caunoi.hall.kernels import kernel_environment


class PageKernel:
    """At most one kernel, for pages of one language and one state of the code; each page begins afresh in it.

    `manager` gives Voila's kernels, `code` are the folders whose change makes another kernel. Only one page is made at
    a time (`caunoi.hall.shelf`).
    """

    def __init__(self, manager: Callable[[], Any], code: tuple[Path, ...]) -> None:
        self._manager = manager
        self._code = Fingerprint(code)
        self._id: str | None = None
        self._made_for: tuple[str, str] | None = None
        self._ending: asyncio.Future[None] | None = None

    @contextlib.asynccontextmanager
    async def lent(self, lang: str, folder: Path) -> AsyncIterator[str]:
        """The id of a kernel for a page of this language; after anything went wrong in it, no page gets it again."""
        wanted = lang, self._code.digest()
        if self._made_for != wanted:
            await self.end()
        if self._id is None:
            self._id, self._made_for = await self._started(lang, folder), wanted
        try:
            yield self._id
        except BaseException:
            await self.end()
            raise

    async def _started(self, lang: str, folder: Path) -> str:
        env = kernel_environment(os.environ, lang)
        return await ensure_async(self._manager().start_kernel(kernel_name="python3", cwd=str(folder), env=env))

    async def end(self) -> None:
        """End the kernel, if there is one; who gives up waiting for that does not keep it from ending."""
        kernel, self._id, self._made_for = self._id, None, None
        if kernel is not None:
            self._ending = asyncio.ensure_future(self._ended(kernel))
        if self._ending is not None:
            await asyncio.shield(self._ending)

    async def _ended(self, kernel: str) -> None:
        if kernel in self._manager():
            await ensure_async(self._manager().shutdown_kernel(kernel, now=True))


def afresh(folder: Path) -> str:
    """What a kernel runs before the cells of a page: nothing of the one before is left; it is in its own folder."""
    return f"""
import ipywidgets
ipywidgets.Widget.close_all()
get_ipython().reset(new_session=True)
__import__("os").chdir({str(folder)!r})
"""
