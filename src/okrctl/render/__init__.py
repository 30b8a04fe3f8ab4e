"""Documents to bytes: terminal, TSV, CSV, JSON, Markdown; findings to the forms that CI reads."""
