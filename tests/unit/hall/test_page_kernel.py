"""Does one kernel make page after page, each as if it were the first, and another one where this one will not do?"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.multikernelmanager import AsyncMultiKernelManager

from caunoi.hall.kernels import OwnKernels
from caunoi.hall.page_kernel import PageKernel, afresh


@asynccontextmanager
async def kernels(folder: Path) -> AsyncIterator[Any]:
    manager = AsyncMultiKernelManager(kernel_spec_manager=OwnKernels(), connection_dir=str(folder))
    try:
        yield manager
    finally:
        await manager.shutdown_all(now=True)
        manager.context.destroy(linger=0)


async def told(kernel: Any, code: str, expression: str) -> str:
    """What an expression gives in a kernel, as it prints itself, after some code."""
    client = kernel.client()
    client.start_channels()
    await client.wait_for_ready()
    reply = await client.execute_interactive(code, user_expressions={"it": expression})
    client.stop_channels()
    assert reply["content"]["status"] == "ok", reply["content"]
    found = reply["content"]["user_expressions"]["it"]
    return str(found["data"]["text/plain"] if found["status"] == "ok" else found["ename"])


def test_one_kernel_for_page_after_page_of_a_language(tmp_path: Path) -> None:
    async def go() -> None:
        async with kernels(tmp_path) as manager:
            pages = PageKernel(lambda: manager, ())
            used = []
            for lang in ("vi", "vi", "id"):
                async with pages.lent(lang, tmp_path) as kernel:
                    used.append(kernel)
                    assert manager.list_kernel_ids() == [kernel]
            assert used[0] == used[1] != used[2]
            await pages.end()
            assert manager.list_kernel_ids() == []
            await pages.end()

    asyncio.run(go())


def test_a_page_that_failed_takes_its_kernel_along(tmp_path: Path) -> None:
    async def go() -> None:
        async with kernels(tmp_path) as manager:
            pages = PageKernel(lambda: manager, ())
            with pytest.raises(ZeroDivisionError):
                async with pages.lent("vi", tmp_path):
                    raise ZeroDivisionError
            assert manager.list_kernel_ids() == []

    asyncio.run(go())


def test_changed_code_is_run_by_another_kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("caunoi.hall.fingerprint.REST_S", 0.0)
    code = tmp_path / "code"
    code.mkdir()

    async def go() -> None:
        async with kernels(tmp_path) as manager:
            pages = PageKernel(lambda: manager, (code,))
            async with pages.lent("vi", tmp_path) as first:
                pass
            (code / "drawn.py").write_text("new = 1", encoding="utf-8")
            async with pages.lent("vi", tmp_path) as second:
                assert manager.list_kernel_ids() == [second] != [first]

    asyncio.run(go())


def test_nothing_of_the_page_before_is_left(tmp_path: Path) -> None:
    there = tmp_path / "bài 'hai'"
    there.mkdir()

    async def go() -> None:
        async with kernels(tmp_path) as manager, PageKernel(lambda: manager, ()).lent("vi", tmp_path) as name:
            kernel = manager.get_kernel(name)
            shown = "import ipywidgets; left = ipywidgets.Button()"
            assert await told(kernel, shown, "left.comm is not None") == "True"
            assert await told(kernel, afresh(there), "left") == "NameError"
            assert await told(kernel, "import ipywidgets, os", "len(ipywidgets.Widget.widgets)") == "0"
            assert await told(kernel, "", "os.getcwd()") == repr(str(there))

    asyncio.run(go())
