"""One notebook in one language becomes a page: Voila's executor runs it, its exporter writes it."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import unquote

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbconvert.filters.markdown_mistune import IPythonRenderer
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell
from traitlets.config import Config
from voila.exporter import VoilaMarkdownRenderer
from voila.notebook_renderer import NotebookRenderer

from caunoi.hall.light_page import Page, PageFailed, PageSource, page_of
from caunoi.hall.notebook import NotLight, check_light, only_shown, read_notebook
from caunoi.hall.page_kernel import afresh
from caunoi.hall.sharing import share
from caunoi.hall.strings import page_strings
from caunoi.i18n import translate_notebook, translator
from caunoi.web.assets import TYPES, Assets

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

log = logging.getLogger("caunoi.hall")

TEMPLATE = Path(__file__).parent / "voila_template"

LOADER = "page.js"
STYLESHEET = "light.css"
ICON = "bridge.svg"

WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
WIDGET_STATE = "application/vnd.jupyter.widget-state+json"

# A cell of a light notebook reads a few files.
CELL_TIMEOUT_S = 60


async def render(hall: Hall, source: PageSource) -> Page:
    """Render a page; raises PageFailed with one sentence, whatever went wrong in the notebook."""
    try:
        notebook = read_notebook(source.notebook)
        if source.mode == "assessment":
            notebook = only_shown(notebook)
        check_light(notebook, hall.light_modules)
        try:
            return await _rendered(hall, source, notebook)
        except RuntimeError as error:
            task = asyncio.current_task()
            if task is not None and task.cancelling():
                raise asyncio.CancelledError from error  # the hall is closing, and its kernels with it
            # The kernel has gone, killed by somebody or for want of memory: that says nothing about the notebook.
            log.warning(
                "%s (%s): its kernel has gone, it is rendered again; %s", source.notebook.name, source.lang, error
            )
            return await _rendered(hall, source, notebook)
    except NotLight as error:
        raise PageFailed(f"{source.notebook.name} ({source.lang}): {error}") from error
    except (CellExecutionError, DeadKernelError, TimeoutError, RuntimeError) as error:
        raise PageFailed(f"{source.notebook.name} ({source.lang}): a cell failed; {error}") from error


async def _rendered(hall: Hall, source: PageSource, notebook: NotebookNode) -> Page:
    return await LightRenderer(hall, source, translate_notebook(notebook, source.lang)).page()


class LightMarkdown(VoilaMarkdownRenderer):
    """Markdown without anchors behind headings; pictures beside the notebook become hashed files."""

    assets: ClassVar[Assets | None] = None
    folder: ClassVar[Path] = Path()

    def __init__(self, contents_manager: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(contents_manager, *args, **{**kwargs, "exclude_anchor_links": True})

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """A picture whose file stands in the notebook's folder or below; any other one raises NotLight."""
        if not url.startswith(("data:", "attachment:")) and self.assets is not None:
            path = (self.folder / unquote(url)).resolve()
            if not (path.is_relative_to(self.folder.resolve()) and path.suffix[1:] in TYPES and path.is_file()):
                raise NotLight(f"picture {url!r} is no file in the notebook's folder; put it there.")
            url = self.assets.put(path.read_bytes(), path.suffix[1:])
        # Not Voila's own, which would look for the file in the server's folder.
        return IPythonRenderer.image(self, text, url, title)


class LightRenderer(NotebookRenderer):
    """Voila's renderer for a page that everybody shares."""

    def __init__(self, hall: Hall, source: PageSource, notebook: NotebookNode) -> None:
        self.hall = hall
        self.source = source
        self.tasks: tuple[str, ...] = ()
        self.version = ""
        self._light_notebook = notebook
        markdown = type("Markdown", (LightMarkdown,), {"assets": hall.assets, "folder": source.notebook.parent})
        super().__init__(
            voila_configuration=hall.voila_configuration,
            traitlet_config=Config(
                {
                    "VoilaExporter": {"markdown_renderer_class": markdown},
                    "VoilaExecutor": {"timeout": CELL_TIMEOUT_S},
                }
            ),
            notebook_path=str(source.notebook),
            template_paths=[str(TEMPLATE)],
            contents_manager=hall.contents_manager,
            kernel_spec_manager=hall.kernel_spec_manager,
            base_url="/",
            page_config={},
        )

    async def load_notebook(self, path: str) -> NotebookNode:
        """The prepared notebook, for the environment's own Python whatever its metadata say."""
        self._light_notebook.metadata.kernelspec = from_dict(  # type: ignore[no-untyped-call]
            {"name": "python3", "display_name": "Python 3", "language": "python"}
        )
        return self._light_notebook

    async def page(self) -> Page:
        """Run and write the notebook."""
        await self.initialize()
        self.resources["light"] = self._words()
        async with self.hall.page_kernel.lent(self.source.lang, self.source.notebook.parent) as kernel:
            try:
                html = await self.generate_content_str(kernel, self.hall.kernel_manager.get_kernel(kernel))
            finally:
                if hasattr(self, "executor") and self.executor.kc is not None:
                    await self._cleanup_resources()
        return page_of(html, self.tasks, self.version)

    async def _jinja_notebook_execute(self, nb: NotebookNode, kernel_id: str) -> None:
        """Run all cells before anything is written, since the head of the page names what they show.

        Not the executor's own `async_execute`: it takes the process's handlers of SIGINT and SIGTERM for itself.
        """
        # The executor puts a cell that was run back into its place, so this one needs a place for as long as it runs.
        nb.cells.insert(0, new_code_cell(afresh(self.source.notebook.parent)))  # type: ignore[no-untyped-call]
        await self.executor.execute_cell(nb.cells[0], None, 0, store_history=False)
        nb.cells.pop(0)
        for number, cell in enumerate(nb.cells):
            if cell.cell_type == "code":
                cell.outputs = []
                await self.executor.execute_cell(cell, None, number, store_history=False)
        self.executor.set_widgets_metadata()
        nb.metadata["light"] = self._place_widgets(nb)

    def _place_widgets(self, nb: NotebookNode) -> dict[str, Any]:
        """Note in each cell which widgets it shows, and give what the page's head and its JSON need of them."""
        states = self.executor.nb.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})
        widgets: list[dict[str, Any]] = []
        for number, cell in enumerate(nb.cells, start=1):
            cell.metadata["light"] = []
            for output in cell.get("outputs", ()):
                if output.output_type == "stream":
                    self.log.warning("%s: cell %s says %s", self.source.notebook.name, number, output.text)
                    continue
                view = output.get("data", {}).get(WIDGET_VIEW)
                state = states.get(view["model_id"], {}).get("state", {}) if view else {}
                if "_esm" not in state:
                    raise NotLight(f"cell {number} shows something that is no widget; show one widget or nothing.")
                widgets.append(self._widget(f"w{len(widgets) + 1}", state))
                cell.metadata["light"].append(widgets[-1]["id"])
        self.tasks = tuple(widget["state"]["task"] for widget in widgets)
        if len(set(self.tasks)) != len(self.tasks):
            twice = next(task for task in self.tasks if self.tasks.count(task) > 1)
            raise NotLight(f"{twice!r} is shown twice; a task stands once on a page.")
        views, shared = share([widget["state"].pop("view") for widget in widgets])
        for widget, view in zip(widgets, views, strict=True):
            widget["state"]["view"] = view
        data = {
            "page": self.source.name,
            "lang": self.source.lang,
            "widgets": widgets,
            "shared": shared,
            "strings": page_strings(self.source.lang),
        }
        self.version = hashlib.sha256(script_json(data).encode()).hexdigest()[:16]
        return {
            "json": script_json(data | {"version": self.version}),
            "modules": list(dict.fromkeys(widget["esm"] for widget in widgets)),
            "styles": list(dict.fromkeys(widget["css"] for widget in widgets if widget["css"])),
        }

    def _widget(self, widget_id: str, state: Mapping[str, Any]) -> dict[str, Any]:
        css = state.get("_css") or ""
        return {
            "id": widget_id,
            "esm": self.hall.assets.put(state["_esm"].encode(), "js"),
            "css": self.hall.assets.put(css.encode(), "css") if css else "",
            "state": {name: state[name] for name in ("view", "task", "trace") if name in state},
        }

    def _words(self) -> dict[str, Any]:
        """What the template says besides the notebook; plain values, since the exporter copies them."""
        _ = translator(self.source.lang).gettext
        return {
            "lang": self.source.lang,
            "mode": self.source.mode,
            "name": self.source.name,
            "title": self.source.title,
            "base": self.hall.addresses.base,
            "home_address": self.hall.addresses.to("", self.source.lang),
            "loader": self.hall.assets.module(LOADER),
            "stylesheet": self.hall.assets.sheet(STYLESHEET),
            "icon": self.hall.assets.file(ICON),
            "skip": _("Skip to the content"),
            "home": _("Home"),
            "band": _("Practice copy. Nothing here reaches a real service."),
            "needs_script": _("This page needs JavaScript. Turn it on in the browser and open the page again."),
        }


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
