"""Analyses that need live Python: stock Voila with a kernel each, under a cap, for facilitators only."""
