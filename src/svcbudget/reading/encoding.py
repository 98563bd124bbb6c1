"""Bytes to clean UTF-8, and a finding for all that is no plain text: other encodings, archives, control characters.

Knows neither YAML nor CSV. What spoils a text is replaced by `STAND_IN`, one character for one, so that the
rest can still be read and every other fault keeps its place.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from svcbudget.findings import Finding, Place
from svcbudget.reading.places import Pages
from svcbudget.text import code_point

STAND_IN = "\ufffd"
"""Stands where a character could not be read or may not stand."""

_MOST_OF_A_KIND = 20
_MOST_UNFIT = 1000  # what holds more unfit characters is no text
_LARGEST_MENDED = 32 << 20  # bytes; mending a text takes several times its size in memory
_CHUNK = 1 << 16
_SAMPLE = 1 << 13
_UNFIT = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff])\\1*")
_UNFIT_NAMES = {
    "\x85": "next-line character",
    "\u2028": "line separator",
    "\u2029": "paragraph separator",
    "\ufeff": "byte-order mark",
    "\ufffe": "non-character",
    "\uffff": "non-character",
}
_PACKED = {
    b"\x1f\x8b": "gzip-compressed data",
    b"PK\x03\x04": "a zip archive",
    b"BZh91AY&SY": "bzip2-compressed data",
    b"\xfd7zXZ\x00": "xz-compressed data",
    b"\x28\xb5\x2f\xfd": "zstd-compressed data",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"%PDF-": "a PDF document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "a spreadsheet or office document",
}
# The longer marks first: UTF-32LE begins as UTF-16LE does.
_MARKS = {
    codecs.BOM_UTF32_LE: "UTF-32LE",
    codecs.BOM_UTF32_BE: "UTF-32BE",
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}
# Python's name, the name for people, iconv's name.
_LATIN = ("cp1252", "Latin-1 (Windows-1252)", "WINDOWS-1252")
_CHINESE = (
    ("gb2312", "GB18030 (GBK)", "GB18030"),
    ("big5", "Big5", "BIG5"),
    ("gb18030", "GB18030 (GBK)", "GB18030"),
)


def clean(data: bytes, file: str) -> tuple[bytes | None, list[Finding]]:
    """Return `data` as UTF-8 without byte-order mark and unfit characters, or None where it is no text.

    The findings (SB001) are at most 20 of a kind.
    """
    if packed := _packed(data):
        hint = "export it as CSV in UTF-8" if "spreadsheet" in packed else "unpack it first"
        return None, [Finding("SB001", f"this is {packed}, not text", Place(file), hint)]
    text: bytes | None = data.removeprefix(codecs.BOM_UTF8)
    findings: list[Finding] = []
    if encoding := _wide_encoding(data):
        findings = [Finding("SB001", f"this is {encoding}, not UTF-8", Place(file), _resave(encoding))]
        text = _decoded(data, encoding)
    elif damage := list(islice(_damage(data), _MOST_UNFIT + 1)):
        text, findings = _without_damage(data, damage, file)
    if text is None:
        return None, findings
    text, unfit = _without_unfit(text, file)
    return text, findings + unfit


def _packed(data: bytes) -> str | None:
    for mark, name in _PACKED.items():
        if data.startswith(mark):
            is_sheet = mark == b"PK\x03\x04" and (b"xl/" in data or b"spreadsheet" in data[:100])
            return "a spreadsheet" if is_sheet else name
    return None


def _resave(encoding: str) -> str:
    return f"save it as UTF-8, for example with `iconv -f {encoding} -t UTF-8`"


def _wide_encoding(data: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 by their mark, or by where the NULs stand that pad ASCII characters."""
    for mark, name in _MARKS.items():
        if data.startswith(mark):
            return name
    head = data[:_SAMPLE]
    zeros = [part.count(0) / max(1, len(part)) for part in (head[place::4] for place in range(4))]
    for encoding, empty, filled in (
        ("UTF-32LE", (2, 3), (0,)),
        ("UTF-32BE", (0, 1), (3,)),
        ("UTF-16LE", (1, 3), (0, 2)),
        ("UTF-16BE", (0, 2), (1, 3)),
    ):
        often = 0.9 if "32" in encoding else 0.2
        if all(zeros[place] > often for place in empty) and all(zeros[place] < 0.02 for place in filled):
            return encoding
    return None


def _damage(data: bytes) -> Iterator[tuple[int, bool]]:
    """Yield the offset of each sequence of bytes that is not UTF-8, and whether it is the beginning of a character."""
    start, view = 0, memoryview(data)
    while start < len(data):
        stop = start + _CHUNK
        try:
            start += codecs.utf_8_decode(view[start:stop], "strict", stop >= len(data))[1]
        except UnicodeDecodeError as error:
            yield start + error.start, error.reason == "unexpected end of data"
            start += error.end


def _decoded(data: bytes, encoding: str) -> bytes | None:
    if len(data) > _LARGEST_MENDED:
        return None
    return data.decode(encoding, "replace").encode().removeprefix(codecs.BOM_UTF8)


def _without_damage(data: bytes, damage: list[tuple[int, bool]], file: str) -> tuple[bytes | None, list[Finding]]:
    first, cut = damage[0]
    likely = None if cut else _likely_encoding(data, first)
    encoding, name, iconv = likely or ("utf-8", "", "")
    text = _decoded(data, encoding) if likely or len(damage) <= _MOST_UNFIT else None
    if text:
        pages = Pages(text, file)
        places = [pages.place(len(data[:offset].decode(encoding, "replace"))) for offset, _ in damage[:_MOST_OF_A_KIND]]
    else:
        breaks = data.count(b"\n", 0, first) + data.count(b"\r", 0, first) - data.count(b"\r\n", 0, first)
        places = [Place(file, breaks + 1)]
    if likely:
        return text, [Finding("SB001", f"not UTF-8: looks like {name}", places[0], _resave(iconv))]
    if cut:
        hint = "it may have been cut short; copy it again"
        return text, [Finding("SB001", "the file ends in the middle of a character", places[0], hint)]
    hint = "type the character again, or save the file as UTF-8"
    return text, [
        Finding("SB001", f"byte 0x{data[offset]:02X} is not UTF-8", place, hint)
        for (offset, _), place in zip(damage, places, strict=False)
    ]


def _likely_encoding(data: bytes, first: int) -> tuple[str, str, str] | None:
    """Name the encoding of a text whose byte `first` is not UTF-8; None where it is UTF-8 with some damage.

    The letters of Latin-1 beyond ASCII stand alone; those of the Chinese encodings come in rows.
    """
    begin = data.rfind(b"\n", 0, max(0, first - _SAMPLE)) + 1
    end = data.find(b"\n", first + _SAMPLE)
    sample = data[max(begin, first - 2 * _SAMPLE) : min(end if end >= 0 else len(data), first + 2 * _SAMPLE)]
    whole = sum(character > "\x7f" for character in sample.decode(errors="ignore"))
    if whole > 3 * sum(1 for _ in _damage(sample)):
        return None
    rows = re.findall(rb"[\x80-\xff]+", sample)
    if sum(len(row) == 1 for row in rows) > 0.8 * len(rows):
        return _LATIN
    for candidate in _CHINESE:
        try:
            sample.decode(candidate[0])
        except UnicodeDecodeError:
            continue
        return candidate
    return None


def _without_unfit(text: bytes, file: str) -> tuple[bytes | None, list[Finding]]:
    unfit = list(_unfit(text))
    if not unfit:
        return text, []
    pages = Pages(text, file)
    if sum(len(run) for _, run in unfit) > _MOST_UNFIT:
        index, run = unfit[0]
        message = f"this is no text: it holds over {_MOST_UNFIT:,} characters such as {code_point(run[0])}"
        return None, [Finding("SB001", message, pages.place(index))]
    seen: Counter[str] = Counter()
    findings = []
    for index, run in unfit:
        character = run[0]
        seen[character] += 1
        if seen[character] <= _MOST_OF_A_KIND:
            name = f"{_UNFIT_NAMES.get(character, 'control character')} {code_point(character)}"
            times = f" {len(run)} times" if len(run) > 1 else ""
            place = pages.place(index, len(run))
            findings.append(Finding("SB001", f"the text holds the {name}{times}", place, "remove it"))
    if len(text) > _LARGEST_MENDED:
        return None, findings
    return _UNFIT.sub(lambda found: STAND_IN * len(found[0]), text.decode()).encode(), findings


def _unfit(text: bytes) -> Iterator[tuple[int, str]]:
    """Yield each run of the same unfit character and its index; end soon where there are too many for a text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    index = count = 0
    for offset in range(0, len(text), _CHUNK):
        part = decoder.decode(text[offset : offset + _CHUNK])
        for found in _UNFIT.finditer(part):
            yield index + found.start(), found[0]
            count += len(found[0])
            if count > _MOST_UNFIT:
                return
        index += len(part)
