"""Tables: everything a workspace knows, as flat rows for spreadsheets, warehouses and SQL."""
