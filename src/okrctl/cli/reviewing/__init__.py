"""Two revisions on a command line: which are meant, what lies between, and how it is shown."""
