"""The phrases in which `explain` tells how a figure came about, in English and Chinese."""

from collections.abc import Mapping

from svcbudget.plural import Count
from svcbudget.showing.words import Texts, fill

PHRASES: Mapping[str, Texts] = {
    "title": ("How it came about: {name}", "计算过程：{name}"),
    "figure": ("Figure", "项目"),
    "how": ("How", "怎么算"),
    "net": ("net price", "不含税价"),
    "net-tax": (
        "{price} with {tax} tax in it: {price} ÷ {factor} = {net}",
        "{price} 含税 {tax}：{price} ÷ {factor} = {net}",
    ),
    "net-plain": ("{price}, no tax in it", "{price}（价格中未设税率）"),
    "cost": ("cost", "成本"),
    "cost-share": ("{name}: {share} of {net} = {part}", "{name}：{net} 的 {share} = {part}"),
    "cost-amount": ("{name}: {part}", "{name}：{part}"),
    "cost-sum": ("together {cost}", "合计 {cost}"),
    "profit": ("profit of one sale", "单笔利润"),
    "profit-margin": ("{share} of {net} = {profit}", "{net} 的 {share} = {profit}"),
    "profit-less": ("{net} − {cost} = {profit}", "{net} − {cost} = {profit}"),
    "profit-given": ("{profit}, as given", "{profit}（直接给出）"),
    "annual": ("annual profit", "年利润"),
    "annual-how": (
        ("{profit} × 1 (purchase a year) = {annual}", "{profit} × {count} (purchases a year) = {annual}"),
        "{profit} × 每年 {count} 次 = {annual}",
    ),
    "bands": ("by bands", "按分段"),
    "band": ("{rate} of {part} = {sum}", "{part} 的 {rate} = {sum}"),
    "small": ("small ticket", "小额额度"),
    "small-how": (
        "{share} of {annual} = {allowance}, at most {most}",
        "{annual} 的 {share} = {allowance}，不超过 {most}",
    ),
    "budget": ("budget", "预算"),
    "budget-how": ("the larger of {bands} and {allowance}: {budget}", "取 {bands} 与 {allowance} 中较大者：{budget}"),
    "budget-loss": ("no profit, so nothing but gestures: 0", "没有利润，只做关怀：0"),
    "floor": ("floor", "下限"),
    "floor-how": ("{rate} of {annual} = {floor}", "{annual} 的 {rate} = {floor}"),
    "ceiling": ("ceiling", "上限"),
    "ceiling-how": (
        "the larger of {rate} of {annual} and {allowance}: {ceiling}",
        "取 {annual} 的 {rate} 与 {allowance} 中较大者：{ceiling}",
    ),
    "reserve": ("reserve", "预留"),
    "reserve-how": (
        "{share} of what exceeds {small}: {beyond} × {share} = {reserve}",
        "超过 {small} 的部分 {beyond} × {share} = {reserve}",
    ),
    "standard": ("standard", "标准"),
    "heaviest": ("heaviest gift", "单份上限"),
    "heaviest-how": (
        "{share} of {budget}, at least {least}, at most {most}: {heaviest}",
        "{budget} 的 {share}，不低于 {least}，不高于 {most}：{heaviest}",
    ),
    "tier": ("tier", "层级"),
    "tier-how": (
        "{tier}, from an annual profit of {start}: touches a year {touches}, gifts on the calendar {gifts},"
        " items at each purchase {items}",
        "“{tier}”档（年利润 {start} 起）：每年触达 {touches} 次，日历礼品 {gifts} 份，每次购买 {items} 样",
    ),
    "at-purchase": ("at purchase", "购买时"),
    "at-purchase-how": (
        (
            "bought less than once a year: by one sale of {profit} tier {tier}, 1 item of at most {heaviest}",
            "bought less than once a year: by one sale of {profit} tier {tier}, {count} items of at most {heaviest}",
        ),
        "不到一年买一次，按单笔利润 {profit} 算：“{tier}”档，最多 {count} 样，每样不超过 {heaviest}",
    ),
    "every-line": (
        (
            "{unit} × 1 (purchase a year) ÷ {every} = {cost}; worth {worth}",
            "{unit} × {count} (purchases a year) ÷ {every} = {cost}; worth {worth}",
        ),
        "{unit} × 每年 {count} 次购买 ÷ {every} = {cost}；感觉值 {worth}",
    ),
    "leeway": ("stands as long as one is worth {least}", "每份至少值 {least}，这个选择就不变"),
    "minutes": ("staff time", "员工时间"),
    "minutes-how": (("1 minute a year", "{count} minutes a year"), "每年 {count} 分钟"),
    "minutes-bound": (
        ("1 minute a year, of at most {most}", "{count} minutes a year, of at most {most}"),
        "每年 {count} 分钟，上限 {most} 分钟",
    ),
    "labour-how": ("at {wage} an hour {labour}", "时薪 {wage}，人工 {labour}"),
    "cost-to-serve-how": (
        "{spent} spent on gifts and the time of gestures: {whole}",
        "礼品 {spent} 加上关怀的时间：{whole}",
    ),
    "moments": ("money for moments", "场合用钱"),
    "moments-how": ("reserve {reserve} + left {left} = {money}", "预留 {reserve} + 剩余 {left} = {money}"),
    "moment": (
        "{occasion}: {gift} {unit} × {times} a year = {cost}",
        "{occasion}：{gift} {unit} × 每年 {times} 次 = {cost}",
    ),
    "unassigned-how": ("{rest} need not be spent", "{rest} 不必花"),
    "purchase-line": (
        (
            "{unit} × 1 (purchase a year) = {cost}; worth {worth}",
            "{unit} × {count} (purchases a year) = {cost}; worth {worth}",
        ),
        "{unit} × {count} 次购买 = {cost}；感觉值 {worth}",
    ),
    "calendar-line": (
        "{unit} × {count} (on the calendar) = {cost}; worth {worth}",
        "{unit} × 每年 {count} 次 = {cost}；感觉值 {worth}",
    ),
    "wage": (
        ("{cost} + 1 minute at {wage} an hour = {unit}", "{cost} + {count} minutes at {wage} an hour = {unit}"),
        "{cost} + {count} 分钟，时薪 {wage} = {unit}",
    ),
    "repeats": ("each further one counts {share} of the one before", "每多一份，感觉值为前一份的 {share}"),
    "gifts": ("gifts together", "礼品合计"),
    "gifts-how": (
        "{spent} spent, {left} left of {standard}; no choice within the limits is worth more than {worth}",
        "花费 {spent}，标准 {standard} 剩余 {left}；在各项限制内，没有感觉值高于 {worth} 的组合",
    ),
    "gifts-best-found": (
        "{spent} spent, {left} left of {standard}; the best choice found, worth {worth}: too many hardly differ",
        "花费 {spent}，标准 {standard} 剩余 {left}；所找到的最佳组合，感觉值 {worth}：相近的组合太多",
    ),
    "promise-purchase": (
        ("{unit} × 1 (purchase a year) = {cost}", "{unit} × {count} (purchases a year) = {cost}"),
        "{unit} × {count} 次购买 = {cost}",
    ),
    "promise-calendar": (
        ("{unit} × 1 (time a year) = {cost}", "{unit} × {count} (times a year) = {cost}"),
        "{unit} × 每年 {count} 次 = {cost}",
    ),
    "promise-occasion": (
        (
            "{unit} × 1 (time a year that {occasion} is expected) = {cost}, of the money for moments",
            "{unit} × {count} (times a year that {occasion} is expected) = {cost}, of the money for moments",
        ),
        "{unit} × {count}（预计每年“{occasion}”次数）= {cost}，由场合用钱支付",
    ),
    "promised": ("promised: {gift}", "承诺：{gift}"),
    "promises": ("promises", "承诺合计"),
    "promises-how": (
        "{standard} standard + {personal} personal = {cost}",
        "标准 {standard} + 个性化 {personal} = {cost}",
    ),
    "promises-left": ("{what}: {budget} − {cost} = {rest} left", "{what}：{budget} − {cost}，剩余 {rest}"),
    "promises-over": ("{what}: {cost} − {budget} = {rest} over", "{what}：{cost} − {budget}，超出 {rest}"),
    "cut": ("highest price cut", "最大降价幅度"),
    "cut-how": (
        "by {cut}, the cost staying as it is: an annual profit of {least} still has a ceiling of {cost}",
        "{cut}（成本不变）：年利润 {least} 的上限仍为 {cost}",
    ),
    "cut-none": ("none: the ceiling of {ceiling} does not carry {cost}", "无：上限 {ceiling} 不足以支付 {cost}"),
    "customers": ("customers", "顾客数"),
    "customers-how": (
        "units a year ÷ purchases a year: {units} ÷ {purchases} = {customers}",
        "年销量 {units} ÷ 每人每年 {purchases} 次 = {customers} 位",
    ),
    "shop": ("all customers", "全部顾客"),
    "break-even": ("pays for itself", "回本"),
    "one-more": (
        ("1 more customer for each one served pays for it", "1 more customer for every {count} served pays for it"),
        "每服务 {count} 位，多来 1 位就回本",
    ),
    "several-more": (
        "{count} more customers for each one served pay for it",
        "每服务 1 位，多来 {count} 位才回本",
    ),
    "never-pays": (
        "all of the profit goes into service: no number of customers pays for it",
        "利润全部用于服务，多来多少位都回不了本",
    ),
}


def say(key: str, language: str, count: Count | None = None, /, **values: object) -> str:
    """Return a phrase in `language`, filled in; where it has two forms, `count` decides."""
    return fill(PHRASES[key], language, count, values)
