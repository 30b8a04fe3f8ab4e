"""One frozen document a command: facts, records and blocks. No widths, colours or escapes."""
