"""Findings written for people and machines: one file a format."""
