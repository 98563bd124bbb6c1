"""A word that is not known, and the known one that was probably meant; Chinese words for English keys too."""

from difflib import get_close_matches

FEW, MANY = 3, 20
"""How many known words are named where there are more than MANY."""
CHINESE_KEYS = {
    "名称": "name", "品名": "name", "商品": "name", "产品": "products", "货号": "sku", "编号": "sku",
    "类别": "category", "分类": "category", "价格": "price", "售价": "price", "单价": "price",
    "成本": "cost", "进价": "cost", "毛利率": "margin", "利润": "profit", "毛利": "profit",
    "税率": "tax_included", "年销量": "units_per_year", "销量": "units_per_year",
    "复购": "purchases_per_year", "币种": "currency", "货币": "currency", "礼品": "gifts", "礼物": "gifts",
    "政策": "policy", "员工": "staff", "服务": "service", "默认": "defaults",
    "渠道": "channel", "服务规则": "policy",
}  # fmt: skip
"""Keys a Chinese shopkeeper may type, and the key that is meant."""


def nearest(word: str, known: list[str]) -> str | None:
    """Return the known word that was probably meant."""
    if CHINESE_KEYS.get(word.strip()) in known:
        return CHINESE_KEYS[word.strip()]
    plain = {_plain(name): name for name in known}
    close = get_close_matches(_plain(word), plain, 1, 0.6)
    return plain[close[0]] if close else None


def nearest_few(word: str, known: list[str], most: int = FEW) -> list[str]:
    """Return the known words that come nearest, however far that is, the nearest first."""
    first = nearest(word, known)
    plain = {_plain(name): name for name in known}
    ranked = [plain[near] for near in get_close_matches(_plain(word), plain, most, 0)]
    return list(dict.fromkeys([first, *ranked] if first else ranked))[:most]


def _plain(word: str) -> str:
    """Return what words are compared by."""
    return "".join(word.split()).casefold().replace("-", "_")


def suggest(word: str, known: list[str], what: str) -> str:
    """Write the hint for an unknown word: the known one that was meant, or all of them, of many the nearest."""
    near = nearest(word, known)
    if near:
        return f"did you mean {near}?"
    if len(known) <= MANY:
        return f"{what}: {', '.join(known)}"
    *some, last = nearest_few(word, known)
    return f"{what} {len(known):,}, of which {', '.join(some)} and {last} come nearest"
