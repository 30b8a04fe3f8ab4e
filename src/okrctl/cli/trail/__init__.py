"""The audit trail: events out of entries and out of the history of goal files."""
