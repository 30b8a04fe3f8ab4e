"""Check-ins: what a person says, as entries that are tried, shown, and recorded in one commit."""
