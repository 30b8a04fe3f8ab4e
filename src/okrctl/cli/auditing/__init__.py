"""`okrctl audit`: anchors, evidence, and the report in every form."""
