"""From a fresh copy to a running `caunoi`: the environment, its locked packages, a browser for the tests.

Standard library only: this runs before anything is installed.
"""

from caunoi.first_start.run import main

__all__ = ["main"]
