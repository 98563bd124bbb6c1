"""Sections and rows as text: a table on a terminal, Markdown, a picture, or cells between commas."""
