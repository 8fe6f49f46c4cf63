"""Makes a backup: one compressed archive of a data folder, also while its hall runs."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from caunoi.console import Advance
from caunoi.hall.store import sessions
from caunoi.hall.store.census import look_into
from caunoi.hall.store.database import as_it_is, snapshot
from caunoi.hall.store.store import FILE
from caunoi.keeping.manifest import LEFT_OUT, NAME, BackupError, KeptFile, Manifest
from caunoi.occupied import FILE as LOCK

# Beside a database while it is open; a snapshot holds what is in them.
BESIDE_DATABASES = ("-wal", "-shm", "-journal")

# Folders that are being built and have another name when they are finished begin with a point, as Jupyter's copies do.
UNFINISHED = "."

ARCHIVE = "archive"

# Filing moves a few files at a time; whoever needs more rounds than this is grading a class.
MOST_ROUNDS = 8


def default_file(data: Path, now: datetime) -> Path:
    """Where a backup goes when nobody says: beside the data folder, named after it and the moment."""
    return data.with_name(f"{data.name}-backup-{now:%Y-%m-%d-%H%M%S}.zip")


def back_up(data: Path, file: Path, settings: Mapping[str, str], advance: Advance) -> Manifest:
    """Write the backup of a data folder and say what is in it; the file appears when it is complete.

    Raises BackupError (nothing to back up, the file is there already, no room), StoreError (a damaged database).
    """
    if not (data / FILE).is_file():
        raise BackupError(f"{data}: there is no {FILE} in this folder; give the hall's folder with --data.")
    if file.resolve().is_relative_to(data.resolve()):
        raise BackupError(f"{file}: lies in the data folder itself; choose a place outside it, best on another disk.")
    _refuse_to_overwrite(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=f".{file.name}-", dir=file.parent))
    except OSError as error:
        raise BackupError(f"{file.parent}: cannot be written to ({error.strerror}); choose another place.") from error
    try:
        manifest = _write(data, building, settings, advance)
        _refuse_to_overwrite(file)
        (building / ARCHIVE).replace(file)
    except OSError as error:
        raise BackupError(
            f"{error.filename or file}: {error.strerror or error}; nothing was kept, try again."
        ) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return manifest


def _refuse_to_overwrite(file: Path) -> None:
    if file.exists() or file.is_symlink():
        raise BackupError(f"{file}: is there already; a backup never replaces another file, choose another name.")


def _write(data: Path, building: Path, settings: Mapping[str, str], advance: Advance) -> Manifest:
    """Gather, count and pack; the archive in `building` is then complete and on the disk."""
    gathered = building / "data"
    gathered.mkdir()
    # The store first: what it calls filed is then in the folders, which are read later, and what was filed in between
    # is simply filed once more.
    snapshot(data / FILE, gathered / FILE)
    with as_it_is(gathered / FILE) as connection:
        sessions.delete_keys(connection)
    revision, counts = look_into(gathered / FILE)
    _gather(data, gathered, advance)
    paths = sorted(path for path in gathered.rglob("*") if path.is_file())
    manifest = Manifest(
        program=metadata.version("caunoi"),
        schema_revision=revision,
        made_at=datetime.now(UTC).replace(microsecond=0),
        counts=counts,
        settings=dict(settings),
        left_out=LEFT_OUT,
        files=tuple(_kept(gathered, path) for path in paths),
    )
    # Names and hashed PINs are in it.
    (building / ARCHIVE).touch(mode=0o600)
    with zipfile.ZipFile(building / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(NAME, manifest.model_dump_json(indent=1))
        for number, (kept, path) in enumerate(zip(manifest.files, paths, strict=True), start=1):
            archive.write(path, kept.path)
            advance(number, len(paths), kept.path)
    _flush(building / ARCHIVE)
    return manifest


def _flush(path: Path) -> None:
    """Wait until a file is on the disk: a stick may be pulled out the moment we say that all is well."""
    with path.open("r+b") as file:
        os.fsync(file.fileno())


def _gather(data: Path, gathered: Path, advance: Advance) -> None:
    """Copy until a look shows nothing that is newer than its copy: a hall may be filing answers meanwhile."""
    copied: dict[str, tuple[int, int]] = {}
    for _ in range(MOST_ROUNDS):
        found = dict(_files(data))
        for gone in copied.keys() - found.keys():
            copied.pop(gone)
            (gathered / gone).unlink(missing_ok=True)
        changed = [path for path, stamp in found.items() if copied.get(path) != stamp]
        if not changed:
            return
        for number, path in enumerate(changed, start=1):
            # What is moved away in this moment is found at its new place in the next round.
            with contextlib.suppress(FileNotFoundError):
                _copy(data / path, gathered / path)
                copied[path] = found[path]
            advance(number, len(changed), path)
    raise BackupError(
        f"{data}: files keep changing, as while a class is graded; wait for the end of it, then try again."
    )


def _files(data: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    """The files to keep besides the store, each with what tells that it was changed; links are not followed."""
    for folder, folders, names in os.walk(data):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if not name.startswith(UNFINISHED) and not (here == data and name in LEFT_OUT)
        )
        for name in sorted(names):
            path = here / name
            if path in (data / FILE, data / LOCK) or _beside_a_database(path) or path.is_symlink():
                continue
            with contextlib.suppress(FileNotFoundError):
                stat = path.stat()
                yield path.relative_to(data).as_posix(), (stat.st_mtime_ns, stat.st_size)


def _beside_a_database(path: Path) -> bool:
    return any(
        path.name.endswith(ending) and path.with_name(path.name.removesuffix(ending)).suffix == ".db"
        for ending in BESIDE_DATABASES
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    if source.suffix == ".db":
        before = source.stat()
        snapshot(source, target)
        os.utime(target, ns=(before.st_mtime_ns, before.st_mtime_ns))
    else:
        shutil.copy2(source, target)


def _kept(gathered: Path, path: Path) -> KeptFile:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    stat = path.stat()
    return KeptFile(
        path=path.relative_to(gathered).as_posix(), size=stat.st_size, sha256=digest, mtime_ns=stat.st_mtime_ns
    )
