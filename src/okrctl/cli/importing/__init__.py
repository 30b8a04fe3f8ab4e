"""Importing: goals out of spreadsheets and Markdown, with how sure each guess is."""
