"""The folder of a class as both its grader and its reports read it."""
