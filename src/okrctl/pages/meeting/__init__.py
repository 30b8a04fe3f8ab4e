"""The agenda of a meeting, and its open actions."""
