"""Whatever is no plain UTF-8 is named for what it is, at its place, and the rest of the file is read all the same."""

import gzip
import io
import zipfile

import pytest

from svcbudget.findings import Finding
from svcbudget.reading.source import REFUSED, Source, read

SHOP = "name: 龙井茶礼盒\nprice: 100.00\n"
PRODUCT = {"name": "龙井茶礼盒", "price": "100.00"}


def judge(data: bytes) -> tuple[Source, Finding]:
    """Read what has one thing wrong with it."""
    source, findings = read(data, "shop.yaml")
    (finding,) = findings
    assert finding.code == "SB001"
    return source, finding


def archive(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-16", "UTF-16LE"),
        ("utf-16-le", "UTF-16LE"),
        ("utf-16-be", "UTF-16BE"),
        ("utf-32", "UTF-32LE"),
        ("utf-32-le", "UTF-32LE"),
        ("utf-32-be", "UTF-32BE"),
    ],
)
def test_wide_encodings_are_named_and_read(encoding: str, name: str) -> None:
    source, finding = judge(SHOP.encode(encoding))
    assert finding.message == f"this is {name}, not UTF-8"
    assert f"iconv -f {name} -t UTF-8" in str(finding.hint)
    assert (source.tree, source.whole) == (PRODUCT, True)


@pytest.mark.parametrize(
    ("text", "encoding", "name", "iconv"),
    [
        (SHOP, "gbk", "GB18030 (GBK)", "GB18030"),
        ("name: 镕樑\nprice: 100.00\n", "gb18030", "GB18030 (GBK)", "GB18030"),
        ("name: 龍井茶禮盒\nprice: 100.00\n", "big5", "Big5", "BIG5"),
        ("name: Café crème\nprice: 100.00\n", "latin-1", "Latin-1 (Windows-1252)", "WINDOWS-1252"),
    ],
)
def test_older_encodings_are_named_at_the_first_character_and_read(
    text: str, encoding: str, name: str, iconv: str
) -> None:
    line = text.splitlines()[0]
    first = next(i for i, character in enumerate(text) if character > "\x7f")
    source, finding = judge(text.encode(encoding))
    assert finding.message == f"not UTF-8: looks like {name}"
    assert f"iconv -f {iconv} -t UTF-8" in str(finding.hint)
    assert (finding.place.line, finding.place.column) == (1, first + 1)
    assert finding.place.text == line
    assert source.tree == {"name": line.removeprefix("name: "), "price": "100.00"}


def test_a_file_cut_within_a_character_is_said_to_be() -> None:
    source, finding = judge(SHOP.encode() + "category: 茶".encode()[:-1])
    assert finding.message == "the file ends in the middle of a character"
    assert (finding.place.line, finding.place.column) == (3, 11)
    assert source.tree == {**PRODUCT, "category": REFUSED}


def test_damage_in_a_file_of_utf_8_is_shown_byte_by_byte() -> None:
    source, findings = read(SHOP.encode() + b"a: x\xffy\nb: \xc0\n", "shop.yaml")
    assert [(finding.message, finding.place.line, finding.place.column) for finding in findings] == [
        ("byte 0xFF is not UTF-8", 3, 5),
        ("byte 0xC0 is not UTF-8", 4, 4),
    ]
    assert source.tree == {**PRODUCT, "a": REFUSED, "b": REFUSED}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (gzip.compress(SHOP.encode()), "this is gzip-compressed data, not text"),
        (archive("a.txt"), "this is a zip archive, not text"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), "this is a spreadsheet, not text"),
        (b"%PDF-1.7\n", "this is a PDF document, not text"),
        (b"\xff" * 5000, "byte 0xFF is not UTF-8"),
        (bytes(5000), "this is no text: it holds over 1,000 characters such as U+0000"),
        (b"# " + bytes(40 << 20), "this is no text: it holds over 1,000 characters such as U+0000"),
    ],
    ids=["gzip", "zip", "xlsx", "pdf", "noise", "zeros", "many zeros"],
)
def test_what_is_no_text_is_named_and_not_read(data: bytes, message: str) -> None:
    source, finding = judge(data)
    assert finding.message == message
    assert (source.tree, source.whole) == (None, False)


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "control character U+0000"),
        ("\x1b", "control character U+001B"),
        ("\x7f", "control character U+007F"),
        ("\x9b", "control character U+009B"),
        ("\x85", "next-line character U+0085"),
        ("\u2028", "line separator U+2028"),
        ("\u2029", "paragraph separator U+2029"),
        ("\ufeff", "byte-order mark U+FEFF"),
        ("\ufffe", "non-character U+FFFE"),
        ("\uffff", "non-character U+FFFF"),
    ],
)
def test_a_character_that_may_not_stand_in_a_text_is_named_and_its_value_refused(character: str, name: str) -> None:
    source, finding = judge(f"a: x{character}y\nc: 1\n".encode())
    assert finding.message == f"the text holds the {name}"
    assert (finding.place.line, finding.place.column) == (1, 5)
    assert finding.place.text == f"a: x{character}y"
    assert source.tree == {"a": REFUSED, "c": "1"}


def test_a_run_of_such_characters_is_one_finding_and_twenty_of_a_kind_are_shown() -> None:
    _, findings = read(b"a: x\x01\x01\x01y\n", "shop.yaml")
    assert [finding.message for finding in findings] == ["the text holds the control character U+0001 3 times"]
    source, findings = read(b"- a\x01\n" * 30 + b"- \x02\n- b\n", "shop.yaml")
    assert [finding.place.line for finding in findings] == [*range(1, 21), 31]
    assert source.tree == [REFUSED] * 31 + ["b"]


def test_a_character_that_looks_like_a_line_end_begins_no_line() -> None:
    source, finding = judge("a: x\u2028b: 1\nc: 2\n".encode())
    assert finding.place.line == 1
    assert source.tree == {"a": REFUSED, "c": "2"}
