"""Readings: the values of KPIs, and outside events, typed or from a file."""
