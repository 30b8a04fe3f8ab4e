"""Whether a history can be trusted: commits as data to findings, and what was verified."""
