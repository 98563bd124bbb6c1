"""From plans to what a person reads: sections of a few columns, before any table is drawn.

`tables` draws them for a terminal and `exports.markdown` writes them as text; neither knows what they mean.
"""
