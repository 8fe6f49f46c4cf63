"""Joins a browser module and what it imports into one file, so that every reader gets the same bytes."""

from __future__ import annotations

import re
from pathlib import Path

from caunoi.errors import BundleError

_IMPORT = re.compile(r'^import\s*\{([^}]*)\}\s*from\s*"(\.{1,2}/[^"]+\.js)";[ \t]*$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?function[ *]|const )", re.MULTILINE)
_NAME = re.compile(r"^export (?:async )?(?:function\s*\*?|const)\s*([A-Za-z_$][\w$]*)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b|export\b)[^\n]*", re.MULTILINE)
_STYLE_IMPORT = re.compile(r'^@import "(\.{1,2}/[^"]+\.css)";[ \t]*$', re.MULTILINE)


def bundle(path: str | Path) -> str:
    """Return one ES module (or stylesheet) with its local imports inlined, each exactly once.

    Understood are `import { a, b as c } from "./x.js";`, `export function`, `export const`, and in the entry also
    `export default`; in a stylesheet `@import "./x.css";`. Raises BundleError for anything else.
    """
    entry = Path(path).resolve()
    if entry.suffix == ".css":
        return _style(entry, (), set())
    joined: dict[Path, str] = {}
    names: dict[Path, str] = {}
    body = _module(entry, joined, names, ())
    return "".join([*joined.values(), body])


def _read(path: Path, asker: Path | None) -> str:
    try:
        return path.read_text(encoding="utf-8").replace("\r\n", "\n").rstrip("\n") + "\n"
    except (OSError, UnicodeDecodeError) as error:
        by = f", imported by {asker.name}" if asker else ""
        raise BundleError(f"{path.name}{by}, cannot be read ({error}); put the file in its place.") from error


def _module(path: Path, joined: dict[Path, str], names: dict[Path, str], above: tuple[Path, ...]) -> str:
    """The text of one module with its imports replaced by constants; what it imports is added to `joined`."""
    if path in above:
        circle = " -> ".join(step.name for step in (*above, path))
        raise BundleError(f"The modules import each other in a circle: {circle}; take one import out.")
    source = _read(path, above[-1] if above else None)

    def constant(found: re.Match[str]) -> str:
        imported = (path.parent / found[2]).resolve()
        if imported not in joined:
            text = _module(imported, joined, names, (*above, path))
            names[imported] = _free_name(imported, names)
            joined[imported] = _wrapped(imported, names[imported], text)
        wanted = [part.strip() for part in found[1].split(",") if part.strip()]
        known = _NAME.findall(_read(imported, path))
        for part in wanted:
            if part.split(" as ")[0].strip() not in known:
                raise BundleError(f"{path.name} imports {part} from {imported.name}, which does not export it.")
        return f"const {{ {', '.join(part.replace(' as ', ': ') for part in wanted)} }} = {names[imported]};"

    text = _IMPORT.sub(constant, source)
    for statement in _OTHER.findall(text):
        allowed = _EXPORT.match(statement) or (not above and statement.startswith("export default "))
        if not allowed:
            raise BundleError(
                f"{path.name}: '{statement.strip()}' cannot be bundled; "
                'write import { a } from "./x.js";, export function or export const.'
            )
    return text


def _free_name(path: Path, names: dict[Path, str]) -> str:
    stem = "$" + re.sub(r"\W", "_", path.stem)
    taken = set(names.values())
    number = 2
    name = stem
    while name in taken:
        name = f"{stem}_{number}"
        number += 1
    return name


def _wrapped(path: Path, name: str, text: str) -> str:
    exported = _NAME.findall(text)
    inner = _EXPORT.sub("", text)
    return f"const {name} = (() => {{\n{inner}return {{ {', '.join(exported)} }};\n}})();\n"


def _style(path: Path, above: tuple[Path, ...], joined: set[Path]) -> str:
    if path in above:
        raise BundleError(f"{path.name} imports itself; take that @import out.")
    joined.add(path)
    source = _read(path, above[-1] if above else None)

    def inlined(found: re.Match[str]) -> str:
        imported = (path.parent / found[1]).resolve()
        if imported in joined and imported not in (*above, path):
            return ""
        return _style(imported, (*above, path), joined).rstrip("\n")

    return _STYLE_IMPORT.sub(inlined, source)
