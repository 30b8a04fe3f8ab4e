"""What `okrctl plan` does: the page of a cycle to come, and drafts of its goals."""
