"""The manuals of what is found while a file is read (SB0xx); the finding is done by the readers and `assembly`."""

MANUALS = {
    "SB001": """The file holds characters or bytes that are no text.""",
    "SB002": """The file is not well-formed.""",
    "SB003": """A key stands twice in the same mapping.""",
    "SB004": """The file uses a part of YAML that pricing files do without.""",
    "SB005": """A key is not known here.""",
    "SB006": """A key that is needed is missing or empty.""",
    "SB007": """A value is not what its key holds, or contradicts another.""",
    "SB008": """There is nothing in the file to check.""",
    "SB009": """Two products are the same, or look the same.""",
    "SB010": """A gift, an occasion or a moment is named that does not exist.""",
    "SB011": """The currency does not exist, or the policy has no amounts for it.""",
    "SB012": """A value is cut where a comment begins.""",
    "SB013": """An `ignore` has ended, or sets nothing aside.""",
    "SB014": """The file that this one extends cannot be used.""",
}
"""Code to manual, in Markdown."""
