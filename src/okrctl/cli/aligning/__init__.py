"""What `okrctl align` does: a parent added to an objective's `supports`."""
