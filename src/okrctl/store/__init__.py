"""The only floor that touches the disk and git: trees to read, and the durable check-in."""
