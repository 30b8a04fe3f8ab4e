"""What `okrctl close` does: scores, lessons, decisions, and what goes on in the next cycle."""
