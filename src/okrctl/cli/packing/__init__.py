"""What `okrctl pack` does: the entry files of what is over, joined into one a cycle or year."""
