"""What two revisions of a workspace mean differently, and how much a reviewer must see of it."""
