"""The nbgrader course of a class: its template, the way answers enter it, and the way marks leave it."""
