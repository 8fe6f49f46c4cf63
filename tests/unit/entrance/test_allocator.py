"""Is memory that many threads had needed for a moment given back to the system?"""

from __future__ import annotations

import subprocess
import sys

# Many PINs at once, as when a class signs in; prints how many MB the process has grown by when all is done.
SIGN_INS = """
import sys, threading
from pathlib import Path
from caunoi.allocator import give_back_large_pieces
from caunoi.hall.store.pins import hash_pin, same_pin

def own_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4 / 1024

asked = sys.argv[1] == "ask"
print(give_back_large_pieces() if asked else None)
pin_hash, start = hash_pin("2468"), threading.Barrier(8)

def sign_in():
    start.wait()
    for _ in range(3):
        assert same_pin(pin_hash, "2468")

before = own_mb()
threads = [threading.Thread(target=sign_in) for _ in range(8)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(own_mb() - before)
"""


def grown(how: str) -> tuple[str, float]:
    """What the library said, and the growth in MB."""
    ran = subprocess.run([sys.executable, "-c", SIGN_INS, how], capture_output=True, text=True, timeout=120, check=True)
    said, growth = ran.stdout.split()
    return said, float(growth)


def test_a_class_that_signs_in_leaves_no_memory_behind() -> None:
    said, growth = grown("ask")
    assert said == str(sys.platform.startswith("linux"))
    assert growth < 8, "one hash takes 8 MB"
    assert grown("leave")[1] > growth, "without it the threads keep what they had"
