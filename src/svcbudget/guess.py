"""A word that is not known, and the known one that was probably meant; Chinese words for English keys too."""

from difflib import get_close_matches

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
    plain = {name.casefold().replace("-", "_"): name for name in known}
    close = get_close_matches("".join(word.split()).casefold().replace("-", "_"), plain, 1, 0.6)
    return plain[close[0]] if close else None


def suggest(word: str, known: list[str], what: str) -> str:
    """Write the hint for an unknown word: the nearest known one, or all of them."""
    near = nearest(word, known)
    return f"did you mean {near}?" if near else f"{what}: {', '.join(known[:40])}"
