"""Objectives, key results and KPIs as plain text in a git repository."""

__version__ = "0.1.0"
