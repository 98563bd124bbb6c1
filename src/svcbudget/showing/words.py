"""The words of the tables, and the built-in names in them, in English and Chinese."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "budgets": ("Service budgets", "服务预算"),
    "gifts": ("Suggested gifts", "建议礼品"),
    "occasions": ("Personal occasions, paid from the reserve", "个性化时刻（由备用金支付）"),
    "promises": ("What is promised", "现有承诺"),
    "cadence": ("Cadence: months after the purchase", "触达节奏：购买后的月份"),
    "cadence-from": ("Cadence from {start}", "触达节奏，自 {start} 起"),
    "per-customer": ("{currency} per customer and year", "{currency}，每位客户每年"),
    "product": ("Product", "商品"),
    "sku": ("SKU", "货号"),
    "annual-profit": ("Profit", "年利润"),
    "range": ("Floor–ceiling", "下限–上限"),
    "budget": ("Budget", "预算"),
    "rate": ("Rate", "占比"),
    "basis": ("Based on", "依据"),
    "standard": ("Standard", "标准"),
    "reserve": ("Reserve", "备用"),
    "heaviest": ("Heaviest", "单件上限"),
    "shop": ("In total", "全店"),
    "tier": ("Tier", "层级"),
    "bands": ("bands", "分段"),
    "small-ticket": ("small ticket", "小额"),
    "loss": ("no profit", "无利润"),
    "gift": ("Gift", "礼品"),
    "when": ("When", "时间"),
    "each": ("Each", "单价"),
    "a-year": ("A year", "每年"),
    "worth": ("Worth", "价值感"),
    "at-purchase": ("each purchase", "每次购买"),
    "times-a-year": ("{times}× a year", "每年 {times} 次"),
    "left": ("left {left} of {standard}", "剩余 {left} / {standard}"),
    "remains": ("Left", "剩余"),
    "over": ("over {over}", "超 {over}"),
    "together": ("Together", "合计"),
    "promised": (
        "promised by {products} of {all} products: {cost} {currency} a year to all customers, of a budget of {budget}",
        "{all} 个商品中 {products} 个有承诺：全部客户每年 {cost} {currency}，预算 {budget}",
    ),
    "promised-no-units": (
        "promised by {products} of {all} products; give units_per_year to see sums for the shop",
        "{all} 个商品中 {products} 个有承诺；填写 units_per_year 可得全店合计",
    ),
    "promised-over": ("more than the budget: {over} of them", "其中 {over} 个超出预算"),
    "promised-nothing": ("nothing is promised: no product has a service", "没有承诺：商品都没有填写 service"),
    "no-gifts": ("no gifts", "不送礼品"),
    "budget-limit": ("too little left for more", "余额不足以再送一份"),
    "heaviest-gift": ("the rest is heavier than {heaviest}", "其余超过单件上限 {heaviest}"),
    "number-of-gifts": ("enough gifts: tier {tier}", "已达“{tier}”层级的份数"),
    "nothing-suitable": ("nothing else suits", "目录中没有其他合适的"),
    "occasion": ("Occasion", "时刻"),
    "answer": ("Answer", "回应"),
    "who": ("Who decides", "审批"),
    "for": ("For", "适用"),
    "everyone": ("all products", "全部商品"),
    "others": ("the others", "其余商品"),
    "nothing": ("nothing in the catalogue", "目录中没有"),
    "owner": ("the owner", "店主"),
    "gesture": ("gesture", "心意"),
    "silence": ("Silence", "最长间隔"),
    "minutes": ("Minutes", "分钟"),
    "months": ("{months} months", "{months} 个月"),
    "month": ("1 month", "1 个月"),
    "legend": (
        "{purchase} at purchase\t{gift} gift\t{gesture} gesture\t{none} nothing",
        "{purchase} 购买时\t{gift} 礼品\t{gesture} 心意\t{none} 无",
    ),
    "and-more": ("{names} and {more} more", "{names}等 {all} 个"),
    "shown": (
        "{shown} of {all} products shown, those with the most annual profit first; --limit all shows every one",
        "共 {all} 个商品，按年利润显示前 {shown} 个；--limit all 显示全部",
    ),
    "shown-sorted": (
        "{shown} of {all} products shown, the first by {field}; --limit all shows every one",
        "共 {all} 个商品，按 {field} 排序显示前 {shown} 个；--limit all 显示全部",
    ),
    "summary": (
        "{products} products: of {profit} {currency} profit a year, {budget} go into service ({rate}):"
        " {standard} standard, {reserve} reserve",
        "{products} 个商品：年利润 {profit} {currency}，其中 {budget} 用于服务（{rate}）："
        "标准 {standard}，备用 {reserve}",
    ),
    "summary-one": (
        "1 product: of {profit} {currency} profit a year, {budget} go into service ({rate}):"
        " {standard} standard, {reserve} reserve",
        "1 个商品：年利润 {profit} {currency}，其中 {budget} 用于服务（{rate}）：标准 {standard}，备用 {reserve}",
    ),
    "no-units": (
        "{products} products in {currency}; give units_per_year to see sums for the shop",
        "{products} 个商品（{currency}）；填写 units_per_year 可得全店合计",
    ),
    "no-units-one": (
        "1 product in {currency}; give units_per_year to see sums for the shop",
        "1 个商品（{currency}）；填写 units_per_year 可得全店合计",
    ),
    "some-units": (
        "the sums are of the {known} products with units_per_year",
        "合计只含填写了 units_per_year 的 {known} 个商品",
    ),
    "catalogue": ("Catalogue", "礼品目录"),
    "policy": ("Policy", "政策"),
    "policy-key": ("Key", "项目"),
    "cost": ("Cost", "成本"),
    "moments": ("When", "时机"),
    "from": ("From", "来自"),
    "source": ("Source", "出处"),
    "value": ("Value", "数值"),
    "why": ("Why", "理由"),
    "obligation": ("obligation", "义务"),
    "period": ("Period", "期间"),
    "quantity": ("Quantity", "数量"),
    "accrued": ("Accrued", "计提"),
    "accrued-by-sales": ("Accrued for service by sales", "销售计提的服务费"),
    "sum": ("Together", "合计"),
    "envelope": ("Service money: accrued, spent, left", "服务费：计提、支出与结余"),
    "carried-over": ("Carried over", "上期结转"),
    "spent": ("Spent", "支出"),
    "given-up": ("Given up", "放弃"),
    "used": ("Used", "使用率"),
    "customer": ("Customer", "客户"),
    "in-common": ("in common", "共用"),
    "not-attributed": ("not attributed", "未归属"),
    "worth-a-look": ("Spending worth a look", "值得留意的支出"),
    "date": ("Date", "日期"),
    "amount": ("Amount", "金额"),
    "remark": ("Why", "原因"),
    "where": ("Where", "位置"),
    "unknown-sku": ("sku {name} is in no pricing file", "价格文件中没有货号 {name}"),
    "unknown-gift": ("gift {name} is not in the catalogue", "目录中没有礼品 {name}"),
    "unknown-occasion": ("occasion {name} is not in the policy", "政策中没有时刻 {name}"),
    "unknown-role": ("role {name} has no authority in the policy", "政策没有给角色 {name} 定权限"),
    "over-authority": ("above {bound} {currency}, the authority of {name}", "超过 {name} 的权限 {bound} {currency}"),
}

NAMES: Mapping[str, tuple[str, str]] = {
    "built-in": ("built-in", "内置"),
    "purchase": ("purchase", "购买"),
    "calendar": ("calendar", "日历"),
    "staff": ("staff", "员工"),
    "manager": ("manager", "店长"),
    "light": ("light", "轻量"),
    "regular": ("regular", "常规"),
    "key": ("key", "重点"),
    "complaint": ("complaint", "投诉"),
    "birthday": ("birthday", "生日"),
    "festival": ("festival", "节日"),
    "wedding": ("wedding", "结婚"),
    "new-baby": ("new baby", "生子"),
    "moving": ("moving", "乔迁"),
    "promotion": ("promotion", "晋升"),
}


def word(key: str, language: str, **values: object) -> str:
    """Return a word or phrase of ours in `language`, filled in."""
    english, chinese = WORDS[key]
    text = chinese if language == "zh" else english
    return text.format(**values) if values else text


def name_of(key: str, language: str) -> str:
    """Return what a moment, tier or role is called in `language`; one of the user's own keeps the name it has."""
    english, chinese = NAMES.get(key, (key, key))
    return chinese if language == "zh" else english
