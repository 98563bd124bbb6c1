"""What is wrong with a YAML text is said once, at its place, with what to type instead; both parsers agree.

Each case states the text, and as (code, line, column) all that is found in it.
"""

import pytest

from svcbudget.findings import Finding, Severity
from svcbudget.reading.source import REFUSED, Source, read

TOP = "currency: CNY\nproducts:\n"


def faults(text: str) -> tuple[Source, list[Finding]]:
    """Read with both parsers, which must say the same, and return what they say."""
    source, findings = read(text.encode(), "shop.yaml")
    other, same = read(text.encode(), "shop.yaml", pure=True)
    assert findings == same
    assert (source.tree, source.whole, list(source.lines)) == (other.tree, other.whole, list(other.lines))
    return source, findings


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.place.line, finding.place.column) for finding in findings]


SLIPS = [
    # An indented text stands below `products:`, in lines 3 and after; the rest of the message may differ.
    ("  - name: @home 茶\n    price: 1\n", 3, 11, "no text may begin with `@`", '"@home 茶"'),
    ("  - name: `a`\n", 3, 11, "no text may begin with ```", '"`a`"'),
    ("  - {name: %a, price: 1}\n", 3, 12, "no text may begin with `%`", '"%a"'),
    ("  - name: *** 特价 ***\n", 3, 11, "read as an alias", '"*** 特价 ***"'),
    ("  - name: & Sons\n", 3, 11, "read as an anchor", '"& Sons"'),
    ("  - name: !wow! x\n", 3, 11, "read as a tag", '"!wow! x"'),
    ("  - name: >50% off\n", 3, 11, "read as a block of lines", '">50% off"'),
    ("  - name: ? x\n", 3, 11, "no text may begin with `?`", '"? x"'),
    ("  - name: - x\n", 3, 11, "a list may not begin here", '"- x"'),
    ("  - name: Tea: green\n", 3, 14, "a second colon in `Tea: green`", '"Tea: green"'),
    ("  - name: a\n    price:1\n    cost: 2\n", 4, 10, "no space follows the colon", "`price: 1`"),
    ("  - name: a\n    price 1\n    cost: 2\n", 4, 5, "no colon after `price 1`", "`key: value`"),
    ("  - name: a\n    price：100.00\n    cost: 2\n", 4, 10, "full-width `：` (U+FF1A)", "`price: 100.00`"),
    ("  - name: a\n    price：100.00\n", 4, 10, "full-width `：` (U+FF1A)", "`price: 100.00`"),
    ("  - name: a\n      price：100.00\n", 4, 12, "full-width `：` (U+FF1A)", "`price: 100.00`"),
    ("  - name：茶\n    price: 1\n", 3, 9, "full-width `：` (U+FF1A)", "`name: 茶`"),
    ("  - {name：茶, price: 1}\n", 3, 10, "full-width `：` (U+FF1A)", "`name: 茶`"),
    ("  - name: a\n   price: 1\n", 4, 4, "indented by 3, belongs to nothing", "with `name` above, indent it by 4"),
    ("  - name: a\n      price: 1\n", 4, 7, "`price` is indented deeper", "with `name` above, indent it by 4"),
    ("  - name: a\n- name: b\n", 4, 1, "`- name: b`, indented by 0, belongs to nothing", "the dashes of its list"),
    ("  - : 1\n", 3, 5, "a key is missing before the colon", "`key: value`"),
    ('  - name: "龙井\n    price: 1\n', 3, 11, "the quote that opens here is not closed", "on the same line"),
    ('  - name: "龙井\n    price: 1\n  - name: "b"\n', 3, 11, "the quote that opens here is not closed", "same line"),
    ("  - name: '90s\n  - name: 'b'\n", 3, 11, "the quote that opens here is not closed", "quotes of the other kind"),
    ("  - name: 'it's'\n", 3, 15, "`s'` after the closing quote", "quotes of the other kind"),
    ('  - name: "C:\\data"\n', 3, 14, "`\\d` stands for no character", "`\\\\` for a backslash"),
    ('  - name: "\\ud800"\n', 3, 12, "`\\ud800` stands for no character", "a character as itself"),
    ('  - name: "\\U00110000"\n', 3, 12, "`\\U00110000` stands for no character", "a character as itself"),
    ("  - {name: a, price: 1\n  - {name: b}\n", 3, 5, "the `{` that opens here is not closed", "close it with `}`"),
    ("  - name: a\n    at: [x, y\n", 4, 9, "the `[` that opens here is not closed", "close it with `]`"),
    ("  - {name: a #1, price: 1}\n", 3, 5, "the `{` that opens here is not closed", "` #` hides the rest"),
    ("  - {name: a price: 1}\n", 3, 19, "`:` may not stand here, within `{`", "separate with commas"),
    ("  - name: a\n    at: [x, y}\n", 4, 14, "`}` may not stand here, within `[`", "close with `]`"),
    ("  - {name:[a]}\n", 3, 10, "no space follows the colon", "`key: value`"),
    ("  - name: {{ name }}\n    price: 1\n", 3, 11, "the placeholder `{{ name }}` is not filled in", "template"),
    ("  - name: {{ name }} x\n", 3, 11, "the placeholder `{{ name }}` is not filled in", "template"),
    ("  {% for p in all %}\n  - name: a\n", 3, 3, "the placeholder `{% for p in all %}` is not filled in", "template"),
    ("  - name: a\n    price:\t1\n", 4, 11, "a tab stands where only spaces may", "use spaces"),
    ("\t- name: a\n", 3, 1, "a tab stands where only spaces may", "use spaces"),
    ("  - name: a\t\n", 3, 12, "a tab stands where only spaces may", "use spaces"),
    ("  - name: a\tb\n", 3, 12, "a tab stands where only spaces may", "use spaces"),
    ("  - name: a\n    pri", 4, 5, "the file ends in the middle of a line, after `pri`", "cut short"),
    ("  - " + "x" * 1100 + ": 1\n", 3, 1, "a key of more than 1,024 characters", "shorten it"),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), SLIPS)
def test_a_slip_is_named_where_it_was_made(text: str, line: int, column: int, message: str, hint: str) -> None:
    _, findings = faults(TOP + text)
    assert places(findings) == [("SB002", line, column)]
    assert message in findings[0].message
    assert hint in (findings[0].hint or "")


def test_after_a_slip_the_rest_of_the_file_is_read_and_no_key_is_lost() -> None:
    source, findings = faults(
        TOP
        + '  - name: @home\n    price：100\n    cost: "60\n'
        + "  - name: a\n     price: 1\n    cost: [1, 2\n  - {name: b, price: 3}\n"
        + "  - {name: c, price: *}\n\n  # d\n  - name: Tea: green\n    cost: 4\n"
    )
    assert places(findings) == [
        ("SB002", line, column) for line, column in [(3, 11), (4, 10), (5, 11), (7, 6), (8, 11), (10, 22), (13, 14)]
    ]
    assert source.tree == {
        "currency": "CNY",
        "products": [
            {"name": REFUSED, "price": REFUSED, "cost": REFUSED},
            {"name": "a", "price": REFUSED, "cost": REFUSED},
            {"name": "b", "price": "3"},
            REFUSED,
            {"name": REFUSED, "cost": "4"},
        ],
    }
    assert list(source.lines) == [3, 6, 9, 10, 13]
    assert source.whole


@pytest.mark.parametrize("indent", [1, 2, 3, 5, 6, 7])
def test_a_key_out_of_line_is_one_fault_and_counts_with_its_neighbours(indent: int) -> None:
    source, findings = faults(TOP + "  - name: a\n" + " " * indent + "price: 1\n    cost: 2\n")
    assert places(findings) == [("SB002", 4, indent + 1)]
    assert source.tree == {"currency": "CNY", "products": [{"name": "a", "price": REFUSED, "cost": "2"}]}


@pytest.mark.parametrize(
    ("text", "place", "tree"),
    [
        ("a: 1\nb:\n  - 2\n  - [3,\n    4\nc: 5\n", ("SB002", 4, 5), {"a": "1", "b": ["2", REFUSED]}),
        ("a: 1\nb: {c: 2,\n  d: 3\ne: 4\n", ("SB002", 2, 4), {"a": "1", "b": REFUSED}),
        ("a: 1\n- b\nc: 2\n", ("SB002", 2, 1), {"a": "1"}),
        ("a: 1\nb", ("SB002", 2, 1), {"a": "1"}),
    ],
)
def test_where_the_rest_cannot_be_read_the_tree_is_what_stood_before(
    text: str, place: tuple[str, int, int], tree: object
) -> None:
    source, findings = faults(text)
    assert places(findings) == [place]
    assert source.tree == tree
    assert not source.whole


UNSUPPORTED = [
    ("a: &x 1\nb: *x\n", [("SB004", 1, 4), ("SB004", 2, 4)], {"a": "1", "b": REFUSED}, "anchor `&x`"),
    ("a: [*x]\n", [("SB004", 1, 5)], {"a": [REFUSED]}, "alias `*x`"),
    ("a: &x [*x]\n", [("SB004", 1, 4), ("SB004", 1, 8)], {"a": [REFUSED]}, "anchor `&x`"),
    ("a:\n  <<: *x\n  b: 1\n", [("SB004", 2, 3)], {"a": {"b": "1"}}, "merge key `<<`"),
    ("a:\n  <<: [*x, {c: *y}]\n", [("SB004", 2, 3)], {"a": {}}, "merge key `<<`"),
    ("a: !!float 3\n", [("SB004", 1, 4)], {"a": REFUSED}, "tag `!!float`"),
    ("a: !x {b: 1}\n", [("SB004", 1, 4)], {"a": {"b": "1"}}, "tag `!x`"),
    ("a: &x !y b\n", [("SB004", 1, 4), ("SB004", 1, 7)], {"a": REFUSED}, "anchor `&x`"),
    ("%TAG ! tag:x,2000:\n---\na: !b 1\n", [("SB004", 1, 1), ("SB004", 3, 4)], {"a": REFUSED}, "directive `%TAG`"),
    ("%YAML 2.0\n---\na: 1\n", [("SB004", 1, 1)], {"a": "1"}, "directive `%YAML`"),
    ("~: 1\nb: 2\n", [("SB004", 1, 1)], {"b": "2"}, "a key must be text, but `~` means nothing"),
    ("? [a, b]\n: 1\nc: 2\n", [("SB004", 1, 3)], {"c": "2"}, "a key must be text, not a list"),
    ("{a: 1}: b\n", [("SB004", 1, 1)], {}, "a key must be text, not a mapping"),
    ("*x : 1\nb: 2\n", [("SB004", 1, 1)], {"b": "2"}, "alias `*x`"),
    ("a: 1\n---\nb: 2\n", [("SB004", 2, 1)], {"a": "1"}, "a second document"),
    ("a: 1\n...\n# x\n\nb: [\n", [("SB004", 5, 1)], {"a": "1"}, "a second document"),
]


@pytest.mark.parametrize(("text", "expected", "tree", "message"), UNSUPPORTED)
def test_what_yaml_can_but_a_pricing_file_may_not_is_refused_by_name(
    text: str, expected: list[tuple[str, int, int]], tree: object, message: str
) -> None:
    source, findings = faults(text)
    assert places(findings) == expected
    assert message in findings[0].message
    assert source.tree == tree
    assert source.whole


@pytest.mark.parametrize("text", ["%YAML 1.2\n---\na: 1\n", "---\na: 1\n...\n# end\n", '"<<": 1\n', "a: '!x &y *z'\n"])
def test_what_only_looks_like_it_is_fine(text: str) -> None:
    assert faults(text)[1] == []


def test_each_repeated_key_is_reported_with_the_line_of_the_first_which_counts() -> None:
    source, findings = faults("a: 1\nb: {c: 1, c: 2}\na: [{d: 1, d: 2}]\na: 3\n")
    assert places(findings) == [("SB003", 2, 11), ("SB003", 3, 1), ("SB003", 3, 12), ("SB003", 4, 1)]
    assert findings[3].message == "`a` is given twice in this mapping, first in line 1"
    assert findings[2].message == "`d` is given twice in this mapping, first in line 3"
    assert source.tree == {"a": "1", "b": {"c": "1"}}
    assert source.whole


CUTS = [
    ("a: 茶 #1 号\n", [4]),
    ("a: A # 2\n", [4]),
    ("a: L #green\n", [4]),
    ("a: #1 tea\n", [3]),
    ("a: 100.00 #list price\n", []),
    ("a: 12% #share\n", []),
    ("a: 1/3 # 2 of 6\n", []),
    ("a: clothing # our main line\n", []),
    ("a: clothing  #two spaces\n", []),
    ("a: #todo\n", []),
    ("a: '茶 #1'\n", []),
    ("a: 茶#1\n", []),
    ("# a: 茶 #1\n", []),
    ("a: |\n  茶 #1\n", []),
]


@pytest.mark.parametrize(("text", "columns"), CUTS)
def test_a_text_cut_by_what_looks_like_a_comment_is_a_warning(text: str, columns: list[int]) -> None:
    source, findings = faults(text)
    assert places(findings) == [("SB012", 1, column) for column in columns]
    assert all(finding.severity is Severity.WARNING for finding in findings)
    assert source.whole


def test_the_warning_says_what_was_read_and_what_was_cut() -> None:
    _, findings = faults("name: 茶 #1 号\n")
    assert findings[0].message == "read as `茶`: `#1 号` was taken for a comment"
    assert findings[0].hint == 'put quotes around it: "茶 #1 号"'


def test_tabs_in_quotes_comments_and_blocks_are_fine() -> None:
    assert faults("a: 'x\ty'\nb: \"x\ty\"  #\tc\nc: |\n  x\ty\n# d\te\n")[1] == []


def test_a_wide_colon_in_a_value_is_text() -> None:
    source, findings = faults("a: 尺寸：大\nb: size：L\nc: 'x：1'\n")
    assert findings == []
    assert source.tree == {"a": "尺寸：大", "b": "size：L", "c": "x：1"}


def test_text_after_the_end_is_refused() -> None:
    source, findings = faults("{a: 1} b\n")
    assert places(findings) == [("SB002", 1, 8)]
    assert (source.tree, source.whole) == ({"a": "1"}, False)
