"""YAML text to parse events: by libyaml where PyYAML has it, else by PyYAML's own parser taught to agree.

libyaml is a hundred times faster but missing on some machines, and the same file must get the same answer
there. The two differ in tabs, in `?` and `:` within braces and brackets, in tags, directives and escapes:
`PureParser` follows libyaml 0.2.5 in all of these. Knows nothing of pricing files or findings.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn, Protocol

from yaml.error import Mark, MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import DirectiveToken, ScalarToken, StreamEndToken, TagToken

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML was built without libyaml
    CParser = None  # type: ignore[assignment,misc]

__all__ = [
    "HAS_LIBYAML",
    "AliasEvent",
    "Events",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
    "directives",
    "events",
]

HAS_LIBYAML = CParser is not None
"""Whether the fast parser is there."""

# `in` on these texts also holds for the NUL that PyYAML sets after the last character.
_LINES = re.compile(rb"[^\r\n]+[\r\n]*|[\r\n]+")
_BREAK_OR_END = "\0\r\n"
_BLANK_OR_END = "\0 \t\r\n"
_SURROGATE = re.compile("[\ud800-\udfff]")
_URI = r"(?:[\w\-;/?:@&=+$.!~*'()]|%[0-9A-Fa-f]{2})"
_TAG = re.compile(rf"!<((?:{_URI}|[,\[\]])+)>|(![\w-]*+!)({_URI}+)|!([\w-]*+(?!!){_URI}*)", re.ASCII)
_DIRECTIVE = re.compile(
    rf"%(?:YAML[ \t]+(\d{{1,9}}\.\d{{1,9}})|TAG[ \t]+(!(?:[\w-]*!)?[ \t]+(?:{_URI}|[,\[\]])+(?=[\0 \t\r\n])))"
    r"[ \t]*(?:#[^\0\r\n]*)?(?=[\0\r\n])",
    re.ASCII,
)


class Events(Protocol):
    """What hands out parse events one by one, and None after the last."""

    def get_event(self) -> Any:
        """Return the next event; raise `yaml.YAMLError` where the text is no YAML."""


def directives(data: bytes) -> Iterator[int]:
    """Yield the offset of each line before the document that begins with `%`."""
    if not data.startswith(b"%") and b"\n%" not in data and b"\r%" not in data:
        return  # the quick answer
    for line in _LINES.finditer(data):
        if line[0].startswith(b"%"):
            yield line.start()
        elif line[0].strip() and not line[0].lstrip().startswith(b"#"):
            return


def events(data: bytes, *, pure: bool = False) -> Events:
    """Start to parse `data`, UTF-8 without a byte-order mark; `pure` asks for the parser without libyaml.

    Directives before the document are read as comments: the parsers disagree on those they do not know.
    """
    if found := list(directives(data)):
        changed = bytearray(data)
        for offset in found:
            changed[offset] = ord("#")
        data = bytes(changed)
    if pure or CParser is None:
        return PureParser(data.decode())
    parser: Events = CParser(data)
    return parser


class PureParser(Reader, Scanner, Parser):
    """PyYAML's parser with libyaml's reading of the doubtful cases."""

    def __init__(self, text: str) -> None:
        """Start at the first character of `text`."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def _refuse(self, problem: str, start: Mark, length: int = 0) -> NoReturn:
        self.forward(length)
        raise ScannerError("while scanning a text", start, problem, self.get_mark())

    def fetch_stream_end(self) -> None:
        """End the last line, which may lack a line break, and with it the keys that wait for their colon."""
        if self.column:
            self.line, self.column = self.line + 1, 0
        self.unwind_indent(-1)
        self.remove_possible_simple_key()
        self.stale_possible_simple_keys()
        mark = self.get_mark()
        self.tokens.append(StreamEndToken(mark, mark))
        self.done = True

    def scan_to_next_token(self) -> None:
        """Skip blanks, comments and line breaks; tabs too, but for where a line or an entry begins."""
        while True:
            blanks = " \t" if self.flow_level or not self.allow_simple_key else " "
            while self.peek() in blanks:
                self.forward()
            if self.peek() == "#":
                while self.peek() not in _BREAK_OR_END:
                    self.forward()
            if not self.scan_line_break():  # type: ignore[no-untyped-call]
                return
            if not self.flow_level:
                self.allow_simple_key = True

    def scan_plain(self) -> ScalarToken:
        """Scan a text without quotes; `?` may stand in it anywhere, tabs between its words."""
        start = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        blanks, new_line = "", False
        while not self._at_document_mark() and self.peek() != "#":
            length = self._plain_length(start)
            if length:
                chunks += blanks, self.prefix(length)
                self.forward(length)
                end = self.get_mark()
                new_line = False
            if self.peek() not in " \t\r\n":
                break
            blanks, new_line = self._scan_blanks(indent, start)
            if not self.flow_level and self.column < indent:
                break
        if new_line:
            self.allow_simple_key = True
        return ScalarToken("".join(chunks), True, start, end)

    def _at_document_mark(self) -> bool:
        return self.column == 0 and self.prefix(3) in ("---", "...") and self.peek(3) in _BLANK_OR_END

    def _plain_length(self, start: Mark) -> int:
        length = 0
        while (character := self.peek(length)) not in _BLANK_OR_END:
            if character == ":":
                following = self.peek(length + 1)
                if self.flow_level and following in ",?[]{}":
                    self._refuse("found unexpected ':'", start, length)
                if following in _BLANK_OR_END:
                    break
            elif self.flow_level and character in ",[]{}":
                break
            length += 1
        return length

    def _scan_blanks(self, indent: int, start: Mark) -> tuple[str, bool]:
        blanks, breaks = "", 0
        while (character := self.peek()) in " \t\r\n":
            if character in "\r\n":
                self.scan_line_break()  # type: ignore[no-untyped-call]
                breaks += 1
                continue
            if character == "\t" and breaks and self.column < indent:
                self._refuse("found a tab character that violates indentation", start)
            blanks += character
            self.forward()
        return (("\n" * (breaks - 1) or " ") if breaks else blanks), breaks > 0

    def scan_flow_scalar(self, style: str) -> ScalarToken:
        """Scan a quoted text; refuse an escape that stands for no character."""
        start = self.get_mark()
        try:
            token = super().scan_flow_scalar(style)
        except (ValueError, OverflowError):  # chr() of more than U+10FFFF
            self._refuse("found no character for an escape in a quoted scalar", start)
        if _SURROGATE.search(token.value):
            self._refuse("found no character for an escape in a quoted scalar", start)
        return token

    def scan_block_scalar_indicators(self, start: Mark) -> tuple[bool | None, int | None]:
        """Scan what follows `|` or `>`: whether to keep the last line breaks, and the indentation."""
        keep, indent = None, None
        for _ in range(2):
            character = self.peek()
            if keep is None and character in "+-":
                keep = character == "+"
            elif indent is None and character in "123456789":
                indent = int(character)
            else:
                break
            self.forward()
        return keep, indent

    def scan_block_scalar_ignored_line(self, start: Mark) -> None:
        """Skip blanks, a comment and the line break after `|` or `>`."""
        while self.peek() in " \t":
            self.forward()
        super().scan_block_scalar_ignored_line(start)

    def scan_block_scalar_indentation(self) -> tuple[list[str], int, Mark]:
        """Skip to the first line of a block text; refuse a tab in its indentation."""
        result: tuple[list[str], int, Mark] = super().scan_block_scalar_indentation()
        if self.peek() == "\t":
            self._refuse("found a tab character where an indentation space is expected", result[2])
        return result

    def scan_block_scalar_breaks(self, indent: int) -> tuple[list[str], Mark]:
        """Skip to the next line of a block text; refuse a tab in its indentation."""
        result: tuple[list[str], Mark] = super().scan_block_scalar_breaks(indent)
        if self.column < indent and self.peek() == "\t":
            self._refuse("found a tab character where an indentation space is expected", result[1])
        return result

    def scan_tag(self) -> TagToken:
        """Scan a tag."""
        start = self.get_mark()
        found = _TAG.match(self.buffer, self.pointer)
        self.forward(len(found[0]) if found else 0)
        if not found or not (self.peek() in _BLANK_OR_END or (self.flow_level and self.peek() == ",")):
            raise ScannerError("while scanning a tag", start, "did not find expected tag URI", self.get_mark())
        verbatim, handle, suffix, _ = found.groups()
        return TagToken((handle, suffix) if handle else (None, verbatim or found[0]), start, self.get_mark())

    def scan_directive(self) -> DirectiveToken:
        """Scan a line that begins with `%`."""
        start = self.get_mark()
        found = _DIRECTIVE.match(self.buffer, self.pointer)
        if not found:
            raise ScannerError("while scanning a directive", start, "found unknown directive name", start)
        self.forward(len(found[0]))
        self.scan_line_break()  # type: ignore[no-untyped-call]
        name, value = ("YAML", (1, 1)) if found[1] else ("TAG", found[2].split(None, 1))
        return DirectiveToken(name, tuple(value), start, self.get_mark())
