"""The sentence of the first screen: every sum worked by hand, in both languages, for every kind of shop."""

import pytest

from svcbudget.planning.plan import sum_up
from svcbudget.planning.planner import Planner
from svcbudget.pricing.loading import load
from svcbudget.showing.sentences import tell_shop

DRESS = "{name: Dress, price: 100, cost: 60"  # 40 a customer, 10 of it for service, all standard
TABLE = "{name: Table, price: 20000, cost: 17000"  # 3000, of which 300: 203.33 and 96.67
SALE = "{name: Old stock, price: 50, cost: 60"
EVEN = "{name: Bag, price: 1, cost: 1"


def tell(*products: str, language: str = "en") -> str:
    text = "currency: CNY\nproducts:\n" + "".join(f"  - {product}}}\n" for product in products)
    document, findings = load("shop.yaml", lambda name: text.encode())
    assert document, findings
    plans = list(Planner(document))
    (totals,) = sum_up(plans)
    return tell_shop(plans, totals, language)


@pytest.mark.parametrize(
    ("products", "english", "chinese"),
    [
        (
            [f"{DRESS}, units_per_year: 480"],
            "1 product earns 19,200.00 CNY a year; 4,800.00 (25.0%) go into service.",
            "1 个商品每年盈利 19,200.00 CNY，其中 4,800.00（25.0%）用于服务。",
        ),
        (
            [f"{DRESS}, units_per_year: 480", f"{TABLE}, units_per_year: 2"],
            "2 products earn 25,200.00 CNY a year; 5,400.00 (21.4%) go into service:"
            " 5,206.66 standard, 193.34 reserve.",
            "2 个商品每年盈利 25,200.00 CNY，其中 5,400.00（21.4%）用于服务：标准 5,206.66，预留 193.34。",
        ),
        (
            [f"{DRESS}, units_per_year: 480", TABLE, TABLE.replace("Table", "Desk")],
            "1 product earns 19,200.00 CNY a year; 4,800.00 (25.0%) go into service."
            " 2 products without units_per_year are not in the sums.",
            "1 个商品每年盈利 19,200.00 CNY，其中 4,800.00（25.0%）用于服务。"
            "另有 2 个商品未填写 units_per_year，不在合计内。",
        ),
        (
            [f"{DRESS}, units_per_year: 480", f"{SALE}, units_per_year: 10"],
            "2 products earn 19,100.00 CNY a year; 4,800.00 (25.1%) go into service."
            " 1 product makes no profit and gets no budget.",
            "2 个商品每年盈利 19,100.00 CNY，其中 4,800.00（25.1%）用于服务。1 个商品不赚钱，没有预算。",
        ),
        (
            [f"{DRESS}, units_per_year: 10", f"{SALE}, units_per_year: 60", f"{EVEN}, units_per_year: 60"],
            "3 products together lose 200.00 CNY a year; of what some of them earn, 100.00 go into service."
            " 2 products make no profit and get no budget.",
            "3 个商品合计每年亏损 200.00 CNY；盈利的商品拿出 100.00 用于服务。2 个商品不赚钱，没有预算。",
        ),
        (
            [DRESS],
            "Of 40.00 CNY profit a year that a customer brings, 10.00 (25.0%) go into service.",
            "每位顾客每年带来利润 40.00 CNY，其中 10.00（25.0%）用于服务。",
        ),
        (
            [TABLE],
            "Of 3,000.00 CNY profit a year that a customer brings, 300.00 (10.0%) go into service:"
            " 203.33 standard, 96.67 reserve.",
            "每位顾客每年带来利润 3,000.00 CNY，其中 300.00（10.0%）用于服务：标准 203.33，预留 96.67。",
        ),
        (
            [DRESS, TABLE],
            "2 products: of 40.00–3,000.00 CNY profit a year that a customer brings, 10.00–300.00 go into service."
            " Give units_per_year to see the sums of the shop.",
            "2 个商品：每位顾客每年带来利润 40.00–3,000.00 CNY，其中 10.00–300.00 用于服务。"
            "填写 units_per_year 可得全店合计。",
        ),
        (
            # What is known to be sold loses, so that its sum says nothing of service.
            [DRESS, f"{SALE}, units_per_year: 10"],
            "Of 40.00 CNY profit a year that a customer brings, 10.00 (25.0%) go into service."
            " 1 product makes no profit and gets no budget. Give units_per_year to see the sums of the shop.",
            "每位顾客每年带来利润 40.00 CNY，其中 10.00（25.0%）用于服务。"
            "1 个商品不赚钱，没有预算。填写 units_per_year 可得全店合计。",
        ),
        (
            [f"{DRESS}, units_per_year: 0"],
            "Of 40.00 CNY profit a year that a customer brings, 10.00 (25.0%) go into service.",
            "每位顾客每年带来利润 40.00 CNY，其中 10.00（25.0%）用于服务。",
        ),
        (
            [SALE],
            "Each sale loses 10.00 CNY, so there is no budget: service does not make up for a bad product."
            " Mend its price or cost first.",
            "每卖一件亏 10.00 CNY，没有预算：服务弥补不了坏产品，先改价格或成本。",
        ),
        (
            [f"{EVEN}, units_per_year: 5"],
            "A sale earns nothing, so there is no budget: service does not make up for a bad product."
            " Mend its price or cost first.",
            "卖一件赚不到钱，没有预算：服务弥补不了坏产品，先改价格或成本。",
        ),
        (
            ["{name: Bag, price: 1.000001, cost: 1.000002"],
            "Each sale loses 0.000001 CNY, so there is no budget: service does not make up for a bad product."
            " Mend its price or cost first.",
            "每卖一件亏 0.000001 CNY，没有预算：服务弥补不了坏产品，先改价格或成本。",
        ),
        (
            [SALE, EVEN],
            "None of 2 products makes a profit, so there is no budget: service does not make up for a bad product.",
            "2 个商品都不赚钱，没有预算：服务弥补不了坏产品。",
        ),
    ],
)
def test_a_shop_is_told_in_sentences(products: list[str], english: str, chinese: str) -> None:
    assert tell(*products) == english
    assert tell(*products, language="zh") == chinese


GIFT = "service: [{gift: wet-wipes, at: purchase}]"  # 3.00 each time
DEAR = "service: [{gift: wet-wipes, at: purchase, cost: 11}]"
FREE = "service: [{gift: personal-wish, on: birthday}]"


@pytest.mark.parametrize(
    ("products", "english", "chinese"),
    [
        ([f"{DRESS}, units_per_year: 480, {GIFT}"], "Promised today: 576.00.", "现已承诺：576.00。"),
        ([f"{DRESS}, {GIFT}"], "Promised today: 1.20.", "现已承诺：1.20。"),
        ([f"{DRESS}, {FREE}"], "Promised today: gestures only.", "现已承诺：只有关怀。"),
        (
            [f"{DRESS}, {DEAR}"],
            "Promised today: 11.00. That is more than the budget.",
            "现已承诺：11.00。这超出了预算。",
        ),
        (
            [f"{DRESS}, units_per_year: 2, {DEAR}", f"{TABLE}, units_per_year: 1, {GIFT}"],
            "Promised today: 23.20. 1 product promises more than its budget.",
            "现已承诺：23.20。1 个商品的承诺超出预算。",
        ),
        (
            [f"{SALE}, {GIFT}"],
            "Promised today: 1.20. That is more than the budget.",
            "现已承诺：1.20。这超出了预算。",
        ),
    ],
)
def test_what_is_promised_follows(products: list[str], english: str, chinese: str) -> None:
    assert tell(*products).endswith(" " + english)
    assert tell(*products, language="zh").endswith("。" + chinese)


def test_promises_of_products_without_units_are_counted() -> None:
    told = tell(f"{DRESS}, {GIFT}", f"{TABLE}, {GIFT}", TABLE.replace("Table", "Desk"))
    assert " 2 products promise service today. Give units_per_year" in told
    assert " 1 product promises service today. Give units_per_year" in tell(f"{DRESS}, {GIFT}", TABLE)
