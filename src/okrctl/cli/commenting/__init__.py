"""What `okrctl comment` does: words on an entry, as an entry of their own."""
