"""One file at a time: nodes to records, and what is wrong with them as findings."""
