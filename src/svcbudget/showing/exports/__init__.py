"""Plans written for other programs: one file a format, all made from the same record."""
