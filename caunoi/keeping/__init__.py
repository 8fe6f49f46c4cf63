"""What is kept of a hall beyond its running: backups, their return, and what is taken away again."""
