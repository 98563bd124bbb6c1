"""A shop of any size to measure with: the same pricing file for the same number of products, every time."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

# Category, what it sells, and between which prices (in whole yuan).
TRADES = (
    ("clothing", ("连衣裙", "羊毛外套", "牛仔裤", "亚麻衬衫"), (60, 900)),
    ("服装", ("童装套装", "运动鞋", "真丝围巾"), (40, 600)),
    ("restaurant", ("招牌烤鸭", "四人套餐", "老火靓汤"), (20, 400)),
    ("hotel", ("豪华大床房", "家庭套房"), (180, 2000)),
    ("car", ("紧凑型轿车", "城市越野车"), (60_000, 300_000)),
    ("home", ("实木餐桌", "乳胶床垫", "台灯"), (50, 8000)),
)


def write_shop(path: Path, products: int) -> None:
    """Write a pricing file of `products` products to `path`, about 120 bytes a product.

    It is written as it is made, so that the size of this process stays out of the measurements.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("currency: CNY\nproducts:\n")
        file.writelines(_products(products))


def _products(number: int) -> Iterator[str]:
    chance = random.Random(20)
    for position in range(1, number + 1):
        category, things, (least, most) = chance.choice(TRADES)
        price = chance.randint(least * 100, most * 100)
        cost = price * chance.randint(40, 95) // 100
        yield (
            f"  - name: {chance.choice(things)} {position}\n"
            f"    sku: P-{position:06}\n"
            f"    category: {category}\n"
            f"    price: {price // 100}.{price % 100:02}\n"
            f"    cost: {cost // 100}.{cost % 100:02}\n"
            f"    units_per_year: {chance.randint(1, 5000)}\n"
        )
        if chance.random() < 0.2:
            yield f"    purchases_per_year: {chance.choice(('0.2', '0.5', '2', '4', '12', '52'))}\n"


def write_sales(path: Path, sales: int, products: int) -> None:
    """Write a table of `sales` sales of a year, in the order of their days, of the shop with so many products."""
    chance = random.Random(21)
    first = date(2026, 1, 1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("date,sku,quantity\n")
        for i in range(sales):
            day = first + timedelta(i * 365 // sales)
            quantity = chance.choice((1, 1, 1, 1, 2, 2, 3, 5, 10, -1))
            file.write(f"{day},P-{chance.randint(1, products):06},{quantity}\n")
