"""Bytes to guarded nodes with positions, entry lines, and edits back into text."""
