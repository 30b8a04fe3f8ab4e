"""What `okrctl amend` does: a goal changed by splicing, and the entry that says why."""
