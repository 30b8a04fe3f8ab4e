"""Findings to text: full for people, concise for editors, JSON and GitHub for machines."""
