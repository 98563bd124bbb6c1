"""Bytes and text to plain data, with the place of every key: no meaning is known here."""
