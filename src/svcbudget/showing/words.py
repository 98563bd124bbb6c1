"""The words of the tables, and the built-in names in them, in English and Chinese."""

from collections.abc import Mapping

from svcbudget.money import plain_count
from svcbudget.plural import Count, Forms, choose_form
from svcbudget.pricing import builtin

Texts = tuple[Forms, Forms]
"""A text in English and in Chinese."""

WORDS: Mapping[str, Texts] = {
    "budgets": ("Service budgets", "服务预算"),
    "gifts": ("Suggested gifts", "建议礼品"),
    "occasions": (
        "Personal occasions, paid from the reserve and what gifts leave",
        "个性化场合（由预留和剩余部分支付）",
    ),
    "occasions-alone": ("Personal occasions", "个性化场合"),
    "told": ("{what}: {answer}", "{what}：{answer}"),
    "promises": ("What is promised", "现有承诺"),
    "cadence": ("Cadence: months after the purchase", "触达节奏：购买后的月份"),
    "cadence-from": ("Cadence from {start}", "触达节奏，自 {start} 起"),
    "per-customer": ("{currency} per customer and year", "{currency}，每位顾客每年"),
    "product": ("Product", "商品"),
    "sku": ("SKU", "货号"),
    "annual-profit": ("Profit", "年利润"),
    "range": ("Floor–ceiling", "下限–上限"),
    "budget": ("Budget", "预算"),
    "rate": ("Rate", "占比"),
    "basis": ("Based on", "依据"),
    "standard": ("Standard", "标准"),
    "reserve": ("Reserve", "预留"),
    "heaviest": ("Max. per gift", "单份上限"),
    "shop": ("In total", "全店"),
    "tier": ("Tier", "层级"),
    "bands": ("bands", "分段"),
    "small-ticket": ("small ticket", "小额"),
    "loss": ("no profit", "无利润"),
    "gift": ("Gift", "礼品"),
    "when": ("When", "时间"),
    "each": ("Each", "单价"),
    "a-year": ("A year", "每年"),
    "worth": ("Worth", "感觉值"),
    "at-purchase": ("each purchase", "每次购买"),
    "so-often": ("{moment} ({times}×)", "{moment}（{times} 次）"),
    "at-every": ("once in {every} purchases ({times}×)", "每 {every} 次购买（{times} 次）"),
    "at-visits": ("at a visit: ", "到店时："),
    "in-need": ("when needed: ", "需要时："),
    "unassigned": ("Not needed", "不必花"),
    "need-not-be-spent": (
        "left after the gifts and the expected occasions: {rest}, which need not be spent",
        "礼品和预计的场合之后剩余 {rest}，不必花掉",
    ),
    "labour": ("Labour", "人工"),
    "cost-to-serve": ("Cost to serve", "服务总成本"),
    "times-a-year": (("once a year", "{count}× a year"), "每年 {count} 次"),
    "left": ("left {left} of {standard}", "剩余 {left} / {standard}"),
    "remains": ("Left", "剩余"),
    "over": ("over {over}", "超 {over}"),
    "together": ("Together", "合计"),
    "promised": (
        (
            "promised: {cost} {currency} a year to all customers, of a budget of {budget}",
            "promised by {products} of {count} products: {cost} {currency} a year to all customers,"
            " of a budget of {budget}",
        ),
        "{count} 个商品中 {products} 个有承诺：全部顾客每年 {cost} {currency}，预算 {budget}",
    ),
    "promised-no-units": (
        (
            "give units_per_year to see sums for the shop",
            "promised by {products} of {count} products; give units_per_year to see sums for the shop",
        ),
        "{count} 个商品中 {products} 个有承诺；填写 units_per_year 可得全店合计",
    ),
    "promised-over": (("more than the budget", "more than the budget: {over} of them"), "其中 {over} 个超出预算"),
    "promised-nothing": ("nothing is promised: no product has a service", "没有承诺：商品都没有填写 service"),
    "no-gifts": ("no gifts: no profit", "不送礼品：无利润"),
    "budget-limit": ("too little left for more", "余额不够再送一份"),
    "heaviest-gift": ("the rest costs more than {heaviest}", "其余礼品都超过单份上限 {heaviest}"),
    "number-of-gifts": ("no more gifts in tier {tier}", "已达“{tier}”档的礼品份数上限"),
    "not-worth-its-cost": ("the rest is worth less than it costs", "其余的不值所花的钱"),
    "nothing-suitable": ("nothing else suits", "目录中没有其他合适的"),
    "occasion": ("Occasion", "场合"),
    "answer": ("Answer", "回应"),
    "who": ("Who decides", "谁能决定"),
    "for": ("For", "适用"),
    "everyone": ("all products", "全部商品"),
    "all-trades": ("all", "全部行业"),
    "not-for": ("not {trades}", "{trades}除外"),
    "others": ("the others", "其余商品"),
    "nothing": ("nothing in the catalogue", "目录中没有"),
    "owner": ("the owner", "老板"),
    "gesture": ("gesture", "关怀"),
    "silence": ("Longest gap", "最长间隔"),
    "minutes": ("Minutes", "分钟"),
    "months": (("1 month", "{count} months"), "{count} 个月"),
    "legend": (
        "{purchase} at purchase\t{gift} gift\t{gesture} gesture\t{none} nothing",
        "{purchase} 购买时\t{gift} 礼品\t{gesture} 关怀\t{none} 无",
    ),
    "and-more": ("{names} and {more} more", "{names}等 {all} 个"),
    "shown": (
        (
            "1 of {all} products shown, the one with the most annual profit; --limit all shows every one",
            "{count} of {all} products shown, those with the most annual profit first; --limit all shows every one",
        ),
        "共 {all} 个商品，按年利润显示前 {count} 个；--limit all 显示全部",
    ),
    "shown-sorted": (
        (
            "1 of {all} products shown, the first by {field}; --limit all shows every one",
            "{count} of {all} products shown, the first by {field}; --limit all shows every one",
        ),
        "共 {all} 个商品，按 {field} 排序显示前 {count} 个；--limit all 显示全部",
    ),
    "summary": (
        (
            "1 product: of {profit} {currency} profit a year, {budget} go into service ({rate}):"
            " {standard} standard, {reserve} reserve",
            "{count} products: of {profit} {currency} profit a year, {budget} go into service ({rate}):"
            " {standard} standard, {reserve} reserve",
        ),
        "{count} 个商品：年利润 {profit} {currency}，其中 {budget} 用于服务（{rate}）：标准 {standard}，预留 {reserve}",
    ),
    "no-units": (
        (
            "1 product in {currency}; give units_per_year to see sums for the shop",
            "{count} products in {currency}; give units_per_year to see sums for the shop",
        ),
        "{count} 个商品（{currency}）；填写 units_per_year 可得全店合计",
    ),
    "some-units": (
        (
            "the sums are of the 1 product with units_per_year",
            "the sums are of the {count} products with units_per_year",
        ),
        "合计只含填写了 units_per_year 的 {count} 个商品",
    ),
    "plan": ("Service plan · {currency} per customer and year", "服务计划 · {currency}，每位顾客每年"),
    "plan-of-several": ("Service plan · per customer and year", "服务计划 · 每位顾客每年"),
    "suggested": ("Suggested", "建议"),
    "next-touch": ("Next touch", "下一次触达"),
    "item-at-every": ("{gift} once in {every} purchases", "{gift}（每 {every} 次购买）"),
    "item-at-purchase": ("{gift} at each purchase", "{gift}（每次购买）"),
    "item-a-year": (("{gift} once a year", "{gift} {count} times a year"), "{gift}（每年 {count} 次）"),
    "items-more": ("{items} +{more}", "{items}等 {count} 样"),
    "gestures-only": ("gestures only", "只有关怀"),
    "touch-in-month": ("month {month}: {gift}", "第 {month} 个月：{gift}"),
    "touch-in": ("{month}: {gift}", "{month}：{gift}"),
    "month-alone": ("month {month}", "第 {month} 个月"),
    "no-touch": ("nothing", "无"),
    "no-budget": ("no budget", "没有预算"),
    "no-budget-nothing": ("no budget: it earns nothing", "没有预算：不赚钱"),
    "no-budget-loss": ("no budget: it loses {loss} a sale", "没有预算：每卖一件亏 {loss}"),
    "more-products": (("and 1 more: --limit all", "and {count} more: --limit all"), "另有 {count} 个：--limit all"),
    "see-more": ("More: {options}", "更多：{options}"),
    "catalogue": ("Catalogue", "礼品目录"),
    "policy": ("Policy", "服务规则"),
    "policy-key": ("Key", "项目"),
    "cost": ("Cost", "成本"),
    "moments": ("When", "时机"),
    "from": ("From", "来自"),
    "source": ("Source", "出处"),
    "value": ("Value", "数值"),
    "why": ("Why", "理由"),
    "obligation": ("obligation", "义务"),
    "own-cost": ("own cost", "商品成本"),
    "own-worth": ("its price", "商品售价"),
    "each-so-many": ("every {every}", "每 {every} 次"),
    "service": ("service", "服务"),
    "period": ("Period", "期间"),
    "quantity": ("Quantity", "数量"),
    "accrued": ("Accrued", "计提"),
    "accrued-by-sales": ("Accrued for service by sales", "销售计提的客户服务支出"),
    "sum": ("Together", "合计"),
    "envelope": ("Service money: accrued, spent, left", "客户服务支出：计提、支出与结余"),
    "carried-over": ("Carried over", "上期结转"),
    "spent": ("Spent", "支出"),
    "given-up": ("Given up", "不再结转"),
    "used": ("Used", "使用率"),
    "customer": ("Customer", "顾客"),
    "in-common": ("in common", "共用"),
    "not-attributed": ("not attributed", "未归属"),
    "worth-a-look": ("Spending worth a look", "值得留意的支出"),
    "date": ("Date", "日期"),
    "amount": ("Amount", "金额"),
    "remark": ("Why", "原因"),
    "where": ("Where", "位置"),
    "unknown-sku": ("sku {name} is in no pricing file", "价格文件中没有货号 {name}"),
    "unknown-gift": ("gift {name} is not in the catalogue", "目录中没有礼品 {name}"),
    "unknown-occasion": ("occasion {name} is not in the policy", "服务规则中没有场合 {name}"),
    "unknown-role": ("role {name} has no authority in the policy", "服务规则没有给角色 {name} 定权限"),
    "over-authority": ("above {bound} {currency}, the authority of {name}", "超过 {name} 的权限 {bound} {currency}"),
}

NAMES: Mapping[str, tuple[str, str]] = {
    "built-in": ("built-in", "内置"),
    "purchase": ("purchase", "购买"),
    "calendar": ("calendar", "日历"),
    "follow-up": ("follow-up", "回访"),
    "visit": ("visit", "到店"),
    "need": ("need", "需要时"),
    "staff": ("staff", "员工"),
    "manager": ("manager", "店长"),
    "light": ("light", "普通"),
    "regular": ("regular", "常规"),
    "key": ("key", "重点"),
    "major": ("major", "大客户"),
    "partner": ("partner", "伙伴"),
    "complaint": ("complaint", "投诉"),
    "birthday": ("birthday", "生日"),
    "festival": ("festival", "节日"),
    "wedding": ("wedding", "结婚"),
    "new-baby": ("new baby", "添丁"),
    "moving": ("moving", "乔迁"),
    "promotion": ("promotion", "晋升"),
    "referral": ("referral", "介绍新客"),
    "hosting": ("hosting a dinner", "请客设席"),
    "purchase-as-present": ("bought as a present", "买来送人"),
    "anniversary": ("anniversary", "纪念日"),
    "goal-reached": ("goal reached", "达成目标"),
    "hundred-days": ("first hundred days", "百日"),
    "first-birthday": ("first birthday", "周岁"),
    "exam": ("exam", "考试升学"),
    "pet-ill": ("pet ill", "宠物生病"),
    "pet-died": ("pet's death", "宠物离世"),
    "memorial-day": ("day of remembrance", "周年祭"),
}


def word(key: str, language: str, count: Count | None = None, /, **values: object) -> str:
    """Return a word or phrase of ours in `language`, filled in; where it has two forms, `count` decides."""
    return fill(WORDS[key], language, count, values)


def fill(texts: Texts, language: str, count: Count | None, values: Mapping[str, object]) -> str:
    """Return the text in `language`, in the form that goes with `count`, with the count and all else filled in."""
    english, chinese = texts
    text = choose_form(chinese if language == "zh" else english, count)
    if count is None:
        return text.format(**values) if values else text
    return text.format(count=count if isinstance(count, int) else plain_count(count), **values)


def name_of(key: str, language: str) -> str:
    """Return what a moment, tier or role is called in `language`; one of the user's own keeps the name it has."""
    english, chinese = NAMES.get(key, (key, key))
    return chinese if language == "zh" else english


def category_of(name: str, language: str) -> str:
    """Return what a category is called in `language`, where it is a built-in one, else as it was typed."""
    category = builtin.categories().get(builtin.find_category(name))
    return category.names[language] if category else name
