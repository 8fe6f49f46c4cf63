"""The kernel of a live analysis: shuts itself in, then is an ordinary IPython kernel.

Run as `python -m caunoi.analysis_kernel -f <connection file>` in the folder that the analysis may read and write.
"""

from __future__ import annotations

import sys
from pathlib import Path

from caunoi.confinement import Limits, confine
from caunoi.settings import CHECKOUT

# Where the program itself is; of the rest of the checkout only the names, which finding a module needs.
_ROOMS = ("caunoi", "widgets", "assessments", "reports", "curriculum")
# What Python and its libraries read of a Linux system.
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc", "/proc", "/sys", "/dev")


def limits(folder: Path, connection_file: Path) -> Limits:
    """What the kernel of an analysis in `folder` may still do."""
    libraries = {Path(place).resolve() for place in (sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path) if place}
    programs = [CHECKOUT / room for room in _ROOMS]
    read = {*libraries - {CHECKOUT, folder}, *programs, *map(Path, _SYSTEM), connection_file}
    return Limits(
        read=frozenset(read),
        list_only=frozenset({CHECKOUT}),
        write=frozenset({folder, Path("/dev/null"), Path("/dev/shm")}),  # noqa: S108  (shared memory of libraries)
        sockets=frozenset({connection_file.parent}),
    )


def main() -> None:
    """Confine this process where the system can, and be the kernel."""
    connection_file = Path(sys.argv[sys.argv.index("-f") + 1]).resolve()
    confine(limits(Path.cwd(), connection_file))

    from ipykernel.kernelapp import launch_new_instance

    launch_new_instance()


if __name__ == "__main__":
    main()
