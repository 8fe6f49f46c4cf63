"""From a fresh copy to a running `caunoi`: the environment, its locked packages, a browser for the tests.

Standard library only: this runs before anything is installed.
"""

from caunoi.first_start.run import main, run_tests
from caunoi.first_start.step import StepFailed

__all__ = ["StepFailed", "main", "run_tests"]
