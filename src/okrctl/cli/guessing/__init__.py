"""Guessing: what a sentence says of amounts, days and shapes."""
