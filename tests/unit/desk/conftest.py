"""A copy of the small content that a test may write into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def content(fixture_content: Path, tmp_path: Path) -> Path:
    """The folder of the copy."""
    return Path(shutil.copytree(fixture_content, tmp_path / "content"))
