"""Restores a backup into an empty folder: all of it is read and compared before the first byte is written."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from caunoi.console import Advance
from caunoi.hall.store.census import look_into
from caunoi.hall.store.database import SCHEMA, known_revisions, open_database
from caunoi.hall.store.store import FILE
from caunoi.keeping.manifest import NAME, BackupError, KeptFile, Manifest

LARGEST_MANIFEST = 64 * 2**20
PIECE = 2**20

# Notebooks and databases shrink to a tenth; what unpacks to hundreds of its size was made to fill a disk.
MOST_UNPACKED = 200
ALWAYS_ALLOWED = 64 * 2**20

# All that zipfile raises for bytes that are no whole archive; RuntimeError is what it says to an encrypted one.
DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, UnicodeError)


def restore(file: Path, data: Path, advance: Advance) -> Manifest:
    """Bring a backup back into a new or empty folder, its store up to date, and say what came back.

    Raises BackupError (not a whole backup, or one of a newer program, or the folder is not empty) and StoreError; the
    folder is then as it was before.
    """
    if data.exists() and (not data.is_dir() or any(data.iterdir())):
        raise BackupError(f"{data}: this folder is not empty; restore into a new or an empty one, with --data.")
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _checked_manifest(file, archive)
            steps = 2 * len(manifest.files)
            for number, kept in enumerate(manifest.files, start=1):
                for _ in _pieces(archive, kept):
                    pass
                advance(number, steps, kept.path)
            with _new_folder(data) as unpacked:
                for number, kept in enumerate(manifest.files, start=1):
                    _unpack(archive, kept, unpacked / kept.path)
                    advance(len(manifest.files) + number, steps, kept.path)
                _bring_up_to_date(file, unpacked, manifest)
    except DAMAGE as error:
        raise damaged(file, str(error) or type(error).__name__) from error
    except OSError as error:
        raise BackupError(f"{error.filename or file}: {error.strerror or error}; nothing was restored.") from error
    return manifest


def damaged(file: Path, why: str) -> BackupError:
    """What is said of a file that is no whole backup."""
    return BackupError(f"{file}: is no whole backup ({why}); nothing was restored, use another copy of it.")


def _checked_manifest(file: Path, archive: zipfile.ZipFile) -> Manifest:
    """The manifest of an archive that holds what it says, no more, in safe places and in sizes that fit the disk."""
    found = {member.filename: member for member in archive.infolist()}
    if NAME not in found or found[NAME].file_size > LARGEST_MANIFEST:
        raise damaged(file, f"it has no {NAME}")
    try:
        manifest = Manifest.model_validate_json(archive.read(NAME))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise damaged(file, f"{NAME}, {place}: {first['msg']}") from error
    if manifest.schema_revision not in known_revisions():
        raise BackupError(
            f"{file}: made by a newer version of Cầu Nối ({manifest.program}, schema {manifest.schema_revision}, this "
            f"one knows {SCHEMA}); update first, nothing was restored."
        )
    named = [kept.path for kept in manifest.files]
    # Two names that differ only in case are one file on Windows and macOS.
    if len({name.casefold() for name in named}) != len(named) or len(found) != len(archive.infolist()):
        raise damaged(file, "it names a file twice")
    if {*named, NAME} != set(found) or FILE not in named:
        raise damaged(file, "its files are not those that it lists")
    for kept in manifest.files:
        if found[kept.path].file_size != kept.size:
            raise damaged(file, f"{kept.path} has another size than listed")
    if manifest.size > max(ALWAYS_ALLOWED, MOST_UNPACKED * file.stat().st_size):
        raise damaged(file, "it would unpack to far more than any backup does")
    return manifest


def _pieces(archive: zipfile.ZipFile, kept: KeptFile) -> Iterator[bytes]:
    """A file's bytes; raises BadZipFile as soon as they are more than listed, and at the end when they are others."""
    digest, size = hashlib.sha256(), 0
    with archive.open(kept.path) as member:
        while piece := member.read(PIECE):
            size += len(piece)
            if size > kept.size:
                raise zipfile.BadZipFile(f"{kept.path} is longer than listed")
            digest.update(piece)
            yield piece
    if digest.hexdigest() != kept.sha256:
        raise zipfile.BadZipFile(f"{kept.path} is not what was backed up")


def _unpack(archive: zipfile.ZipFile, kept: KeptFile, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as out:
        for piece in _pieces(archive, kept):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    # The newest class is known by the time of its file.
    os.utime(target, ns=(kept.mtime_ns, kept.mtime_ns))


@contextlib.contextmanager
def _new_folder(data: Path) -> Iterator[Path]:
    """A folder inside the data folder whose contents move up when all went well; else nothing is left of it."""
    missing = next((each for each in reversed([data, *data.parents]) if not each.exists()), None)
    data.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".restoring-", dir=data))
    try:
        yield building
        # The store last: a folder without it is no hall's yet.
        for child in sorted(building.iterdir(), key=lambda child: child.name == FILE):
            child.rename(data / child.name)
        building.rmdir()
    except BaseException:
        for child in data.iterdir():
            shutil.rmtree(child) if child.is_dir() else child.unlink()
        if missing is not None:
            shutil.rmtree(missing, ignore_errors=True)
        raise


def _bring_up_to_date(file: Path, unpacked: Path, manifest: Manifest) -> None:
    revision, counts = look_into(unpacked / FILE)
    if (revision, counts) != (manifest.schema_revision, manifest.counts):
        raise damaged(file, "its store holds other numbers than listed")
    if revision != SCHEMA:
        open_database(unpacked / FILE).dispose()
