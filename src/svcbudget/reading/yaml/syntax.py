"""A YAML parser's complaint to a finding that names the likely slip, where it was made, and what to type instead.

The answer is the same for both parsers: their complaints are sorted by words they share, and all else is
read from the text around.
"""

import re
from collections.abc import Callable, Sequence
from typing import Any

from svcbudget.findings import Finding
from svcbudget.reading.places import Pages
from svcbudget.reading.yaml.events import MarkedYAMLError
from svcbudget.reading.yaml.trouble import Trouble, placeholder, shown, tab, wide_colon

_LONGEST_QUOTE = 20_000_000  # characters; further on no bad escape is looked for
_LONGEST_KEY = 1024  # characters; the parsers look no further for the colon
_QUOTED = re.compile(r""""(?:[^"\\]|\\.)*"|'(?:[^']|'')*'""")
_ESCAPE = re.compile(
    r"\\(?:[0abt\tnvfre \"/\\N_LP\r\n]|x[0-9A-Fa-f]{2}|(?:u|U0000)(?![Dd][89A-Fa-f])[0-9A-Fa-f]{4}"
    r"|U00(?:0[1-9A-Fa-f]|10)[0-9A-Fa-f]{4})|(?P<bad>\\(?:[xuU][0-9A-Fa-f]*|.?))|(?P<end>\")"
)


def explain(error: Exception, pages: Pages, last: Any, last_key: Any, opened: Sequence[Any]) -> Finding:
    """Turn what a parser raised into a finding; `last` is the last text that is a value, the rest as in `Trouble`."""
    last = max((event for event in (last, last_key) if event), key=lambda event: event.end_mark.index, default=None)
    index = start = last.end_mark.index if last else 0
    complaint = ""
    if isinstance(error, MarkedYAMLError):
        marks = [mark for mark in (error.problem_mark, error.context_mark) if mark]
        index, start = marks[0].index, marks[-1].index
        complaint = f"{error.context}: {error.problem}".partition(", but ")[0]
    trouble = Trouble(pages, index, start, last, last_key, opened)
    if "quoted scalar" in complaint:
        return _quotes(trouble)
    found = placeholder(pages, index - len(trouble.before(index)))
    if found:
        return found
    if last and last.style in ("'", '"') and last.start_mark.line < last.end_mark.line == pages.place(index).line - 1:
        return _open_quote(trouble, last.start_mark.index)
    for words, answer in _ANSWERS:
        if re.search(words, complaint):
            return answer(trouble)
    return trouble.finding("this is no YAML from here on", "put quotes around the text", index)


def _quotes(trouble: Trouble) -> Finding:
    if trouble.character(trouble.start) == '"':
        text = trouble.pages.text(trouble.start + 1, min(trouble.index + 12, trouble.start + _LONGEST_QUOTE))
        for found in _ESCAPE.finditer(text):
            if found["end"]:
                break
            bad = found["bad"]
            if bad and (found.end() < len(text) or len(text) < _LONGEST_QUOTE):
                hint = "in double quotes write `\\\\` for a backslash, and a character as itself"
                index = trouble.start + 1 + found.start()
                return trouble.finding(f"`{shown(bad)}` stands for no character", hint, index, len(bad))
    return _open_quote(trouble, trouble.start)


def _open_quote(trouble: Trouble, index: int) -> Finding:
    hint = "close it on the same line; a text that holds quotes goes into quotes of the other kind"
    return trouble.finding("the quote that opens here is not closed", hint, index)


def _no_colon(trouble: Trouble) -> Finding:
    """Explain a line that should be a key and its value."""
    start, text = trouble.start, trouble.value(trouble.start)
    if text.startswith(('"', "'")) and not _QUOTED.match(text):
        return _open_quote(trouble, start)
    if re.match(r"[^\s:]+?：", text):
        return wide_colon(trouble.pages, start)
    if trouble.index - start > _LONGEST_KEY:
        return trouble.finding(f"a key of more than {_LONGEST_KEY:,} characters", "shorten it", start, len(text))
    if glued := re.match(r"([\w-]+):(\S.*)", text):
        hint = f"write `{shown(glued[1])}: {shown(glued[2])}`"
        return trouble.finding("no space follows the colon", hint, start + glued.end(1))
    if not re.search(r"[\r\n]", trouble.pages.text(start, trouble.index + 1)):
        hint = "it may have been cut short; write the line out as `key: value`"
        return trouble.finding(f"the file ends in the middle of a line, after `{shown(text)}`", hint, start, len(text))
    hint = "write `key: value`; a text that goes on from the line above is indented deeper"
    return trouble.finding(f"no colon after `{shown(text)}`", hint, start, len(text))


def _second_colon(trouble: Trouble) -> Finding:
    """Explain a colon in a text, or a key that is indented as if it were part of the text above."""
    before = trouble.before(trouble.index)
    if found := re.match(r"(\s*(?:- +)*)([^\s:\"'][^:]*): +(?=\S)", before):
        value = trouble.index - len(before) + found.end()
        text = trouble.value(value)
        return trouble.finding(f"a second colon in `{shown(text)}`", trouble.quoting(value), trouble.index)
    key = before.strip()
    index = trouble.index - len(before.lstrip())
    last = trouble.last
    column = trouble.pages.place(trouble.index).column
    if column > _LONGEST_KEY:
        message = f"a key of more than {_LONGEST_KEY:,} characters"
        return trouble.finding(message, "shorten it", trouble.index + 1 - column, column - 1)
    if last and re.match(r"[A-Za-z_][\w-]*：", trouble.pages.line_end(last.start_mark.index)):
        return wide_colon(trouble.pages, last.start_mark.index)
    message = f"`{shown(key)}` is indented deeper than the key above, and so part of its value"
    return trouble.finding(message, _line_up(trouble), index, len(key))


def _line_up(trouble: Trouble) -> str:
    """Return the hint how far to indent."""
    if trouble.last_key is None:
        return "line it up with the lines around"
    column, name = trouble.last_key.start_mark.column, shown(trouble.last_key.value)
    return f"to line it up with `{name}` above, indent it by {column}"


def _list_on_line(trouble: Trouble) -> Finding:
    hint = "begin the list on the next line, indented; or " + trouble.quoting(trouble.index)
    return trouble.finding("a list may not begin here", hint, trouble.index)


def _bad_start(trouble: Trouble) -> Finding:
    """Explain a character that no text may begin with."""
    index = trouble.index
    character = trouble.character(index)
    if character == "\t":
        return tab(trouble.pages, index)
    return trouble.finding(f"no text may begin with `{character}`", trouble.quoting(index), index)


def _odd_start(trouble: Trouble) -> Finding:
    """Explain a text that was taken for an alias, an anchor, a tag, a directive or a block of lines."""
    character = trouble.character(trouble.start)
    meaning = {
        "*": "an alias",
        "&": "an anchor",
        "!": "a tag",
        "%": "a directive",
        "|": "a block of lines",
        ">": "a block of lines",
    }.get(character, "something else")
    message = f"a text that begins with `{character}` is read as {meaning}"
    return trouble.finding(message, trouble.quoting(trouble.start), trouble.start, len(trouble.value(trouble.start)))


def _tab(trouble: Trouble) -> Finding:
    return tab(trouble.pages, trouble.index)


def _glued_colon(trouble: Trouble) -> Finding:
    hint = "write `key: value`, or put quotes around a text"
    return trouble.finding("no space follows the colon", hint, trouble.index)


def _brackets(trouble: Trouble) -> Finding:
    """Explain what may not stand, or is missing, within `{}` or `[]`."""
    pages, index = trouble.pages, trouble.index
    starts = [event.start_mark.index for event in reversed(trouble.open)]
    opening = next((start for start in starts if trouble.character(start) in ("[", "{")), trouble.start)
    found = placeholder(pages, opening)
    if found:
        return found
    bracket, character = trouble.character(opening), trouble.character(index)
    closing = "]" if bracket == "[" else "}"
    other_line = pages.place(index).line != pages.place(opening).line
    if not character or (other_line and trouble.indentation(index) <= trouble.indentation(opening)):
        hint = f"close it with `{closing}`"
        if " #" in pages.line_end(opening):
            hint += "; ` #` hides the rest of its line, put quotes around a text that holds it"
        return trouble.finding(f"the `{bracket}` that opens here is not closed", hint, opening)
    hint = f"separate with commas, close with `{closing}`; put quotes around a text that holds any of , : [ ] {{ }}"
    return trouble.finding(f"`{character}` may not stand here, within `{bracket}`", hint, index)


def _nothing_there(trouble: Trouble) -> Finding:
    """Explain a character where a value should be."""
    if trouble.open and trouble.open[-1].flow_style:
        return _brackets(trouble)
    return _bad_start(trouble)


def _block_end(trouble: Trouble) -> Finding:
    """Explain what belongs to no list and no mapping around."""
    index, last = trouble.index, trouble.last
    before = trouble.before(index)
    line = trouble.pages.place(index).line
    text = trouble.value(index)
    if text.startswith(":"):
        return trouble.finding("a key is missing before the colon", "write `key: value`", index)
    if not before.strip():
        message = f"`{shown(text)}`, indented by {len(before)}, belongs to nothing above"
        hint = "line it up with the dashes of its list" if text.startswith("-") else _line_up(trouble)
        return trouble.finding(message, hint, index, len(text))
    if last and last.style in ("'", '"') and last.end_mark.line == line - 1:
        hint = "put the whole in quotes of the other kind, or write those within as '' or \\\""
        return trouble.finding(f"`{shown(text)}` after the closing quote", hint, index, len(text))
    return trouble.finding(f"`{shown(text)}` may not follow here", "put quotes around the whole text", index, len(text))


# The words of libyaml, and those of PyYAML's own parser where they differ.
_ANSWERS: Sequence[tuple[str, Callable[[Trouble], Finding]]] = (
    ("tab character", _tab),
    ("could not find expected ':'", _no_colon),
    ("mapping values are not allowed", _second_colon),
    ("sequence entries are not allowed", _list_on_line),
    ("mapping keys are not allowed|cannot start any token", _bad_start),
    ("scanning an a|block scalar|a tag|directive|undefined tag", _odd_start),
    ("found unexpected ':'", _glued_colon),
    ("',' or|flow node", _brackets),
    ("node content", _nothing_there),
    ("expected key|'-' indicator|<block end>", _block_end),
)
