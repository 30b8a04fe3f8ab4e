"""What `okrctl meeting` does: the agenda put together, walked, and its actions recorded."""
