"""A dress and a table that are promised something, as short as tests of the rules want to change them."""

from checks import change

DRESS = """\
currency: CNY
catalogue: none
gifts:
  - {id: box, cost: 5.00, at: [purchase, calendar, birthday], owner: care}
  - {id: card, cost: 0, worth: 3, at: [calendar, birthday], owner: care}
products:
  - name: Dress
    price: 100.00
    cost: 60.00
    service:
      - {gift: box, at: purchase, cost: 10.00}
"""
AT_PURCHASE = "at: purchase, cost: 10.00"
TABLE = change(DRESS, "price: 100.00\n    cost: 60.00", "price: 20000\n    cost: 17000")


def promise(text: str, when_and_cost: str) -> str:
    return change(text, AT_PURCHASE, when_and_cost)


def profit(text: str, product: str) -> str:
    return change(text, "price: 100.00\n    cost: 60.00", product.replace("; ", "\n    "))


def set_policy(text: str, policy: str) -> str:
    return text + f"policy: {{{policy}}}\n"
