"""Sections as Markdown tables; what stands in a name cannot end a cell, a table or the text around it."""

import re
from collections.abc import Iterator, Sequence

from svcbudget.showing.section import Cell, Fit, Section, plain_text
from svcbudget.text import visible


def write(sections: Sequence[Section]) -> Iterator[str]:
    """Write each section as a heading, a table and its notes, with an empty line between any two of them."""
    blocks = (block for section in sections for block in _write_section(section))
    for n, block in enumerate(blocks):
        yield f"\n{block}" if n else block


def _write_section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"## {escape(section.title)}\n"
    if section.columns:
        table = [write_row([escape(column.heading.replace("\n", " ")) for column in section.columns])]
        table.append(write_row(["---:" if column.numeric else "---" for column in section.columns]))
        table += [write_row([_cell(cell) for cell in row.cells]) for row in section.rows]
        yield "".join(table)
    for note in section.notes:
        yield f"{escape(plain_text(note))}\n"


def escape(text: str) -> str:
    """Make text stand for itself in Markdown and HTML."""
    text = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"([\\`*_\[\]|~#$])", r"\\\1", text)


def _cell(cell: Cell) -> str:
    text = "<br>".join(escape(line.strip()) for line in plain_text(cell).split("\n"))
    is_strong = not isinstance(cell, (str, Fit)) and len(cell) == 1 and "strong" in cell[0][1]
    return f"**{text}**" if text and is_strong else text


def write_row(cells: Sequence[str]) -> str:
    """Write escaped cells as one line of a table."""
    return f"| {' | '.join(cells)} |\n"
