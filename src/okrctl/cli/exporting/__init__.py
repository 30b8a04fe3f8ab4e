"""Exporting: the tables of a workspace as files, and questions to them."""
