"""The rule on categories that no one knows (SB015). Its docstring is its manual."""

from collections.abc import Iterator

from svcbudget.checking.rules.case import Case, Shop
from svcbudget.findings import Fault
from svcbudget.planning.trade import explain_unknown, find_unknown


def unknown_category(shop: Shop) -> Iterator[tuple[Case | None, Fault]]:
    """A category is not known.

    It is no built-in category, goes by none of their other names, and no gift of the file is `for` it. It is found once
    a file, at the first product that has it.

    **Why it matters.** Products of an unknown category get the gifts that suit everybody, which suit nobody well.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, category: cloting, price: 100, cost: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, category: clothing, price: 100, cost: 60}]
    ```

    **To mend it.** Write the name of a trade, in English or Chinese, leave the category out, or give the file gifts of
    its own that are `for` it.
    """
    for i, category in find_unknown(shop.document):
        message, hint = explain_unknown(category)
        fault = Fault("SB015", message, ("category",), hint, values=(category,))
        yield Case(shop, i, shop.document.products[i]), fault
