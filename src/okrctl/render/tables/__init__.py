"""Tables as files: CSV, JSON and workbooks. Exact where the form allows it."""
