"""What `okrctl notify` does: something to tell put together, and sent only where it was asked."""
