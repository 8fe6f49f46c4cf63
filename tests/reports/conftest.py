"""A class graded once, for reading only; the grading tests build it."""

from tests.grading.conftest import answers, checkout, graded, graded_copy, library, opened

__all__ = ["answers", "checkout", "graded", "graded_copy", "library", "opened"]
