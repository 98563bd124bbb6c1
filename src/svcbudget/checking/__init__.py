"""Pricing files held to the rules: from documents to findings, and findings written for people and machines."""
