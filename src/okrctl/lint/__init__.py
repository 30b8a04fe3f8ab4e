"""Lint: what can be said against a valid workspace, rule by rule."""
