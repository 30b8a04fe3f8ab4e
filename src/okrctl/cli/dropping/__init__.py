"""What `okrctl drop` does: the entry by which a goal leaves the figures, with its reason."""
