"""The rule on categories that no one knows (SB015). Its docstring is its manual."""

from collections.abc import Iterator

from svcbudget.checking.rules.case import Case, Shop
from svcbudget.findings import Fault
from svcbudget.guess import nearest
from svcbudget.planning.trade import is_known
from svcbudget.pricing import builtin
from svcbudget.text import visible


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
    known: dict[str | None, bool] = {}
    for i, product in enumerate(shop.document.products):
        category = product.category
        if category in known:
            continue
        known[category] = is_known(category, shop.document.gifts)
        if category is not None and not known[category]:
            yield Case(shop, i, product), unknown(category)


def unknown(category: str) -> Fault:
    """Return the fault of a category that is not known."""
    names = {
        name: name for each in builtin.categories().values() for name in (each.id, *each.names.values(), *each.also)
    }
    near = nearest(category, list(names))
    hint = f"did you mean {near}?" if near else f"built in are {', '.join(builtin.categories())}"
    message = f"category {visible(category, 40)} is not known, so its products get the general gifts"
    return Fault("SB015", message, ("category",), hint, values=(category,))
