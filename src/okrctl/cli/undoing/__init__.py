"""Undo: the opposite of an action, as a new commit. Nothing is deleted and no history rewritten."""
