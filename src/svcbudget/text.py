"""Text that people typed: made visible for a terminal, and judged fit to be a name.

Everything from a file that reaches a person's terminal goes through `visible`.
"""

import re
import unicodedata

# All of these change how the text around them looks or is read.
UNSAFE = (
    "\x00-\x1f\x7f-\x9f\u2028\u2029"  # control characters and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional marks, embeddings, overrides, isolates
    "\ufeff\ufff9-\ufffb\ud800-\udfff"  # byte-order mark, interlinear marks, lone surrogates
    "\ufdd0-\ufdef" + "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
)
# Nothing of these can be seen. Joiners and variation selectors are lawful: they hold emoji and some scripts together.
_JOINING = "\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_DECEIVING = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\u3164\uffa0\ufff0-\ufff8"
    "\U000e0000-\U000e00ff"
)
_unsafe = re.compile(f"[{UNSAFE}]")
_deceiving = re.compile(f"[{_DECEIVING}]")
_hidden = re.compile(f"[{_JOINING}{_DECEIVING}]")
_out_of_the_ordinary = re.compile(f"[\u2800{_JOINING}{_DECEIVING}]")
_command = re.compile(r"^\s*:(?=:)|(?<=#)#(?=\[)")
_seen = re.compile(f"[^\\s\u2800{_JOINING}{_DECEIVING}]")


def visible(text: str, most: int | None = None) -> str:
    """Return `text` with every control, bidirectional and unpaired character written out as `\\u202e`.

    Cut to `most` characters, the last of them an ellipsis, where that is given.
    """
    if most is not None:
        text = text[: most + 1]
    # Every unsafe character is unprintable: the quick answer first.
    shown = text if text.isprintable() else _unsafe.sub(lambda found: escape(found[0]), text)
    return shown if most is None or len(shown) <= most else shown[: most - 1] + "…"


def harmless(text: str) -> str:
    """Return `text` made visible, and no command to a CI runner: `::` at its start, `##[` anywhere."""
    return _command.sub(lambda found: found[0][:-1] + escape(found[0][-1]), visible(text))


def reveal(text: str) -> str:
    """Return `text` with what cannot be seen written out as well, joiners too."""
    return _hidden.sub(lambda found: escape(found[0]), visible(text))


def escape(character: str) -> str:
    """Write one character as its escape: `\\x1b`, `\\u202e`, `\\U000e0001`."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def code_point(character: str) -> str:
    """Name one character as standards do: `U+202E`."""
    return f"U+{ord(character):04X}"


def is_ordinary(text: str) -> bool:
    """Tell at one look that a text can be seen and holds nothing hidden or unsafe; others need a closer one."""
    if not text.isprintable() or not text or text.isspace():
        return False
    return text.isascii() or not _out_of_the_ordinary.search(text)


def first_unsafe(text: str) -> str | None:
    """Return the first character that may not stand in a name, or None."""
    found = None if text.isprintable() else _unsafe.search(text)
    return found[0] if found else None


def first_hidden(text: str) -> str | None:
    """Return the first character that takes no space on a screen, or None."""
    found = _hidden.search(text)
    return found[0] if found else None


def first_deceiving(text: str) -> str | None:
    """Return the first character that takes no space and joins nothing either, or None."""
    found = _deceiving.search(text)
    return found[0] if found else None


def is_blank(text: str) -> bool:
    """Tell whether nothing of `text` can be seen."""
    return not _seen.search(text)


def looks_like(text: str) -> str:
    """Return the form in which two names that look the same are equal: NFKC, case, white space, hidden characters."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(unicodedata.normalize("NFKC", _hidden.sub("", text)).casefold().split())
