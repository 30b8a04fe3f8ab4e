"""What became of every goal since a day: states then and now. `okrctl status --since`."""
