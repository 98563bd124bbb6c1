"""The names that shopkeepers have for their trades, in both languages: each is known, and by the trade it means."""

import pytest

from svcbudget.planning.trade import find_suitable
from svcbudget.pricing import builtin
from svcbudget.pricing.document import Document
from svcbudget.pricing.loading import load

CALLED = {
    "restaurant": ("火锅", "烧烤", "小吃店", "餐饮", "hot pot", "restaurant"),
    "drinks": ("奶茶", "咖啡馆", "cafe", "bar", "espresso", "espresso bar", "drinks"),
    "bakery": ("bakery", "面包店", "烘焙"),
    "beauty": ("理发", "美发", "美容", "美甲", "beauty", "barber"),
    "medical": ("牙科", "种植牙", "medical", "dentist"),
    "clinic": ("诊所", "clinic"),
    "fitness": ("健身", "健身年卡", "瑜伽", "fitness"),
    "jewellery": ("珠宝", "金饰", "jewellery"),
    "glasses": ("眼镜", "glasses"),
    "repair": ("维修", "手机", "手机维修", "repair"),
    "property": ("房产", "中介", "房产中介", "物业", "landlord", "property"),
    "family": ("母婴", "奶粉", "母婴奶粉", "月子中心", "family"),
    "school": ("幼儿园", "早教", "nursery", "kindergarten"),
    "lessons": ("教育", "驾校", "补习班", "钢琴", "language school", "driving school"),
    "pets": ("宠物", "宠物店", "pets"),
    "b2b": ("工业品", "批发", "B2B", "wholesale"),
    "machines": ("机械", "机械配件", "machinery", "industrial"),
    "software": ("软件", "SaaS", "software"),
    "advice": ("律师", "代账", "accountant", "law firm"),
    "wedding": ("摄影", "婚庆", "婚纱摄影", "wedding"),
    "insurance": ("保险", "insurance"),
    "pharmacy": ("药店", "pharmacy"),
    "regulated": ("银行", "bank", "public sector"),
    "mourning": ("白事", "白事花圈", "殡葬", "mourning"),
    "car": ("4S", "4S店", "汽修", "car"),
    "fuel": ("加油站", "petrol station", "gas station"),
    "hotel": ("hotel", "民宿"),
    "travel": ("旅行社", "travel"),
    "grocery": ("farm shop", "鸡蛋", "超市"),
    "books": ("bookshop", "stationery", "书店"),
    "wine": ("烟酒", "wine"),
    "appliances": ("空调", "appliances"),
    "home": ("家具", "home"),
    "laundry": ("干洗店", "dry cleaner"),
    "shop": ("retail", "电商", "家纺", "shop"),
    "clothing": ("服装", "T恤", "clothing"),
    "flowers": ("花店", "florist"),
}  # fmt: skip


@pytest.mark.parametrize(("trade", "typed"), [(trade, typed) for trade, names in CALLED.items() for typed in names])
def test_a_trade_is_known_by_what_its_people_call_it(trade: str, typed: str) -> None:
    assert builtin.find_category(typed) == trade
    assert builtin.find_category(typed.upper()) == trade


def read(text: str) -> Document:
    document, findings = load("shop.yaml", lambda name: text.encode())
    assert document is not None, findings
    return document


def test_a_trade_that_is_not_known_gets_what_a_product_of_no_trade_gets() -> None:
    document = read("currency: CNY\nproducts: [{name: ticket, price: 60, cost: 20}]")
    assert find_suitable(document, "cinema") == find_suitable(document, None) != []


def test_a_trade_that_an_own_gift_names_gets_that_and_what_suits_all() -> None:
    gift = "{id: poster, cost: 2, worth: 6, at: [purchase], for: [cinema]}"
    document = read(f"currency: CNY\ngifts: [{gift}]\nproducts: [{{name: ticket, price: 60, cost: 20}}]")
    suitable = {gift.id for gift in find_suitable(document, "cinema")}
    assert {"poster", "owner-call"} <= suitable
    assert "useful-thing" not in suitable
