"""What a backup says about itself: the first thing that is read of it, and checked before anything is written."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from caunoi.errors import CauNoiError
from caunoi.hall.store.census import Census

NAME = "manifest.json"

# Made anew by every start, or nothing that should lie on a stick: the facilitator's one-time key, the room's Wi-Fi
# password, the cookies of JupyterLab, copies of classes that analyses look at.
LEFT_OUT = ("secrets", "assessor", "analyses")


class BackupError(CauNoiError):
    """A backup that cannot be made, or one that cannot be restored."""


def _safe(path: str) -> str:
    """The path, if it stays inside the folder that it is put into, on every system."""
    parts = PurePosixPath(path).parts
    plain = path == "/".join(parts) and not any(c in path for c in '\\:\0<>"|?*')
    if not parts or not plain or path.startswith("/") or ".." in parts or parts[0] in LEFT_OUT:
        raise ValueError("a path inside the data folder is expected")
    return path


class KeptFile(BaseModel):
    """One file: `path` in the data folder, `size` in bytes, when it was last written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    path: Annotated[str, AfterValidator(_safe)]
    size: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    mtime_ns: int


class Manifest(BaseModel):
    """A backup in words and numbers; `settings` are the environment variables that differed from their defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal[1] = 1
    program: str
    schema_revision: str
    made_at: AwareDatetime
    counts: Census
    settings: dict[str, str]
    left_out: tuple[str, ...]
    files: tuple[KeptFile, ...]

    @property
    def size(self) -> int:
        """All files together, in bytes."""
        return sum(file.size for file in self.files)
