"""The domain, frozen: goals, KPIs, entries, calendar and policy. No positions, no I/O, no clock."""
