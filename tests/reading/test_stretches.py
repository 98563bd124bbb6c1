"""A file read by several at once gives what one pass gives, to the line; where that is not sure it is read in one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svcbudget.reading.hands import ALONE, Hands
from svcbudget.reading.tree import Content
from svcbudget.reading.yaml import parse, stretches
from svcbudget.reading.yaml.events import HAS_LIBYAML

pytestmark = pytest.mark.skipif(not HAS_LIBYAML, reason="without libyaml there is but one pass")

ITEMS = "  - name: a\n    price: 1\n  - {name: b, price: 2}\n  - name: c\n    service:\n    - gift: x\n    - gift: y\n"


def hands(parts: int) -> Hands:
    """Return hands that cut everything into so many parts."""
    return Hands(lambda amount, least: parts, ALONE.do_all)


def read_apart(text: str, parts: int) -> Content | None:
    return stretches.read(text.encode(), "shop.yaml", hands(parts))


def read_in_one(text: str) -> Content:
    return parse.read(text.encode(), "shop.yaml")


@pytest.mark.parametrize("parts", [2, 3, 4, 50])
@pytest.mark.parametrize(
    "text",
    [
        f"products:\n{ITEMS}",
        f"currency: CNY\nproducts:   # all of them\n\n  # the first\n{ITEMS}",
        f"currency: CNY\nproducts:\n{ITEMS}{ITEMS}policy: {{floor: 5%}}\ngifts:\n  - {{id: x, cost: 1}}\n",
        f"currency: CNY\nproducts:\n{ITEMS}{ITEMS}".replace("\n", "\r\n"),
        f"currency: CNY\nproducts:\n{ITEMS}{ITEMS}".replace("\n  ", "\n"),
        "products:\n  - name: 'it''s\n\n     two lines'\n    price: 3\n  - name: |\n      - b\n    cost: 1\n  - x\n",
        "products:\n  -\n    name: a\n  - name: b\n  -\n  - name: c\n",
    ],
)
def test_a_list_of_products_is_the_same_read_apart(text: str, parts: int) -> None:
    whole = read_in_one(text)
    assert read_apart(text, parts) in (whole, None)
    assert read_apart(text, 2) == whole or text.startswith("products:\n  -\n")


@pytest.mark.parametrize(
    "text",
    [
        f"products: [{{name: a}}]\n{ITEMS}",
        f"products: a\n{ITEMS}",
        f"products: |\n{ITEMS}{ITEMS}",
        f"note: |\n  products:\n{ITEMS}products:\n{ITEMS}",
        f'note: "\nproducts:\n{ITEMS}"\nproducts:\n- name: z\n  service:\n{ITEMS}',
        f"products:\n{ITEMS}note: |\n{ITEMS}{ITEMS}",
        f"products:\n{ITEMS}note: x\n{ITEMS}{ITEMS}",
        f"products:\n{ITEMS}service:\n{ITEMS}",
        f"products:\n{ITEMS}currency: CNY\nproducts:\n{ITEMS}",
        f"currency: CNY\nproducts:\n{ITEMS}{ITEMS}currency: CNY\n",
        f"products:\n{ITEMS}  - name: 'a\n{ITEMS}'\n",
        f"products:\n{ITEMS}  - {{name: a,\n{ITEMS}    price: 3}}\n",
        f"products:\n{ITEMS}---\nproducts:\n{ITEMS}",
        f"products:\n{ITEMS}...\n{ITEMS}",
        f"products:\n  - &a {{name: a}}\n{ITEMS}  - *a\n",
        f"products:\n{ITEMS}  - name: a\n    name: b\n",
        f"products:\n{ITEMS} - name: a\n{ITEMS}",
        f"products:\n{ITEMS}   - name: a\n{ITEMS}",
        f"products:\n{ITEMS}  - name: a\n\tprice: 3\n{ITEMS}",
        f"products:\n{ITEMS}  - name: a #1\n{ITEMS}",
        f"products:\n{ITEMS}  - <<: {{name: a}}\n{ITEMS}",
        f"products:\n{ITEMS}  - !text a\n{ITEMS}",
        f"{{products: [\n{ITEMS}]}}\n",
        "- name: a\n" * 9,
        "",
    ],
)
def test_what_is_out_of_the_ordinary_gets_the_answer_of_one_pass(text: str) -> None:
    whole = read_in_one(text)
    for parts in range(2, 9):
        assert read_apart(text, parts) in (None, whole)
        assert parse.read(text.encode(), "shop.yaml", hands=hands(parts)) == whole


LINES = """products:
products:  # all
products: [
products: |
products: '
currency: CNY
note: |
x: '
  - name: a
  - {name: b}
  - {name: b,
  - 'c
  -
  - - d
  - |
  - >2
  - ? e
  e'
- name: a
- b
    price: 1
    service:
    - gift: x
      - gift: y
    note: "
    x"
    text: >-
      folded
  }
]
'
"

# remark
  # remark
---
...
  - name: a #1
  - &a b
  - *a
\t- x
  - 'a' : b
gifts:
  - id: x
      '
  - name:
  - : x
  -x
%YAML 1.1
? a
: b
? - a
  - b
: - c
  - d"""


@given(
    st.lists(st.sampled_from(LINES.splitlines()), max_size=14), st.integers(2, 6), st.sampled_from(["\n", "\r\n", "\r"])
)
def test_whatever_the_lines_are_the_answer_is_that_of_one_pass(lines: list[str], parts: int, end: str) -> None:
    for text in (end.join(lines), end.join(["products:", "  - name: a", *lines, "  - name: z", ""])):
        whole = read_in_one(text)
        assert read_apart(text, parts) in (None, whole)
