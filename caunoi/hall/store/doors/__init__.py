"""What the rest of the hall asks of its memory, by subject: reads on any thread, writes through the one committer."""
