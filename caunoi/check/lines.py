"""Adds to each problem the line it is about, so that editors can jump there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from caunoi.errors import Problem
from caunoi.yaml_lines import line_of, places_of


def with_lines(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the problems with the line where that can be told; a file without a problem is not read again."""
    files: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.line is None and problem.file.endswith(".yaml"):
            files.setdefault(problem.file, []).append(problem)
        else:
            yield problem
    for file, found in files.items():
        root = places_of(Path(file))
        for problem in found:
            yield problem if root is None else replace(problem, line=line_of(root, problem.place))
