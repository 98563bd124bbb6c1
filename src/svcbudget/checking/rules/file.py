"""The manuals of what is found while a file is read (SB0xx); the finding is done by the readers and `assembly`."""

MANUALS = {
    "SB001": """The file holds characters or bytes that are no text.

    A pricing file is plain text in UTF-8. Found are other encodings (GBK, Big5, UTF-16, Latin-1), spreadsheets,
    archives and PDF, spoilt bytes, control characters, and a file above `--max-size`.

    **Why it matters.** In the wrong encoding a name turns into nonsense, and a spoilt digit into another price.

    **Bad**
    ```yaml gbk
    currency: CNY
    products: [{name: 连衣裙, price: 100, cost: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: 连衣裙, price: 100, cost: 60}]
    ```

    **To mend it.** Save the file as UTF-8 in the editor, or with the command in the hint; a spreadsheet as CSV in
    UTF-8.""",
    "SB002": """The file is not well-formed.

    The text is neither YAML nor a table (CSV): a full-width colon, a quote or bracket left open, a tab for spaces, a
    line without its colon, a placeholder not filled in, a row with too many cells.

    **Why it matters.** Where the form is broken, nobody can be sure which price belongs to which product.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, price：100, cost: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Type what the hint shows at the place shown. Mend the first such finding first: others may go with
    it.""",
    "SB003": """A key stands twice in the same mapping.

    The same key twice in one product or any other mapping, a column twice in a table, or one `id` twice under `gifts`
    of a file. Equal values count as well. An entry with the `id` of a built-in gift replaces it; that is no finding.

    **Why it matters.** One of two prices would be used and the other silently lost, and nobody knows which.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60, price: 120}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 120, cost: 60}]
    ```

    **To mend it.** Keep the one that holds.""",
    "SB004": """The file uses a part of YAML that pricing files do without.

    Anchors (`&`), aliases (`*`), merge keys (`<<`), tags (`!`), directives, a second document, keys that are no text,
    and lists or mappings nested deeper than 32.

    **Why it matters.** With these a price may come from another line than the one it is read on. Whoever reviews a
    change must see it.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: &same 100, cost: 60}, {name: Skirt, price: *same, cost: 55}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}, {name: Skirt, price: 100, cost: 55}]
    ```

    **To mend it.** Write values out, or share them under `defaults:` or through `extends:`. Quote a text that begins
    with such a sign.""",
    "SB005": """A key is not known here.

    A key that the place does not have: misspelt, on the wrong level, in Chinese, or with a hidden character or a space
    in it; in a table, a column without a name that holds something. Letters must be lower case.

    **Why it matters.** A key that is not known would be passed over, and the shop would believe in a setting that does
    nothing.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, costs: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Type the key that the hint names. A remark goes behind `#`.""",
    "SB006": """A key that is needed is missing or empty.

    Needed are, among others, `currency`, `products`, and for each product a `name`, one of `cost`, `margin` and
    `profit`, and a `price` where there is no `profit`; for each promise its `gift` and when it is kept; for a gift
    `id`, `cost` and `at`.

    **Why it matters.** A missing cost is not a cost of 0. To guess it would invent profit, and service money with it.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Add the key in the form that the hint shows, or set it under `defaults:`.""",
    "SB007": """A value is not what its key holds, or contradicts another.

    A value in another form than its key takes, such as `¥100`, `1,000` or `12.5` for a share; values that may not stand
    together, such as `cost` and `margin`; a policy at odds with itself, such as a floor above the ceiling.

    **Why it matters.** `1,000` is a thousand to one reader and one to the next. A price must mean the same to
    everybody.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Coat, price: ¥800, cost: 500}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Coat, price: 800, cost: 500}]
    ```

    **To mend it.** Type the value as the hint shows it, or keep one of those that contradict each other.""",
    "SB008": """There is nothing in the file to check.

    The file has no content, or `products` is there without a single product; for a table, no row below its header.

    **Why it matters.** An empty file would pass every rule. In CI that looks like good news when in truth nothing was
    checked.

    **Bad**
    ```yaml
    currency: CNY
    products: []
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Indent the products below `products:`, or take the file out of the check.""",
    "SB009": """Two products are the same, or look the same.

    Two products on one channel, in any file of the run, with the same `sku`; or with the same name where one has no
    `sku`. Letter case, doubled spaces, width (`Ａ`, `A`) and hidden characters make no difference.

    **Why it matters.** Two prices for one thing: the till takes one, the plan the other.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Dress, sku: D-1, price: 100, cost: 60}, {name: Coat, sku: d-1, price: 800, cost: 500}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, sku: D-1, price: 100, cost: 60}, {name: Coat, sku: C-1, price: 800, cost: 500}]
    ```

    **To mend it.** Give each a `sku` of its own, or the same product on several channels a `channel` each.""",
    "SB010": """A gift, an occasion or a moment is named that does not exist.

    A promise names a `gift` that neither the built-in nor an own catalogue has, or an occasion under `on` that the
    policy does not list; or `at` of an own gift names a moment that is neither `purchase`, `calendar` nor an occasion.

    **Why it matters.** A promise that nobody can look up is neither costed nor kept.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruitbox, every: quarter}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Oak table, price: 20000, cost: 17000, service: [{gift: fruit-box, every: quarter}]}]
    ```

    **To mend it.** Correct the name (`svcbudget gifts` lists them), or add the gift under `gifts`, the occasion under
    `policy.occasions`.""",
    "SB011": """The currency does not exist, or the policy has no amounts for it.

    `currency` is no code of ISO 4217 in use; or it is one without built-in amounts (all but CNY, USD, EUR and GBP), and
    the policy of the file does not set them all.

    **Why it matters.** A gift limit of 200 is fitting in yuan and a few coins in yen. Amounts are not guessed.

    **Bad**
    ```yaml
    currency: RMB
    products: [{name: Dress, price: 100, cost: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Correct the code, or set the keys that the message names; `svcbudget init --currency JPY` writes
    them to start from.""",
    "SB012": """A value is cut where a comment begins.

    A text without quotes is followed by one space and `#1`, `#green` or `# 2`, or nothing but `#1` stands as a value:
    YAML takes it for a comment. ` # green`, and whatever follows an amount or a share, is not found: it is held to be a
    comment.

    **Why it matters.** The product goes by half its name, and two of them may become one.

    **Bad**
    ```yaml
    currency: CNY
    products:
      - name: 套餐 #2
        price: 30
        cost: 15
    ```
    **Good**
    ```yaml
    currency: CNY
    products:
      - name: "套餐 #2"
        price: 30
        cost: 15
    ```

    **To mend it.** Put the whole text into quotes, or begin a comment with two spaces. No product's `ignore` sets this
    aside; `--ignore` does.""",
    "SB013": """An `ignore` has ended, or sets nothing aside.

    The day after `until` has come and the finding is still there; or the product has no finding of that code. Only
    codes that the run selects are judged. SB407 belongs to no product, so an `ignore` of it is always idle.

    **Why it matters.** An exception nobody reviews becomes the rule, and hides the next real fault of its kind.

    **Bad**
    ```yaml
    currency: CNY
    products: [{name: Coat, price: 450, cost: 500, ignore: [{code: SB101, reason: sale, until: 2026-10-31}]}]
    ```
    **Good**
    ```yaml
    currency: CNY
    products: [{name: Coat, price: 800, cost: 500}]
    ```

    **To mend it.** Mend what it set aside, or set a later day with a reason that still holds; take an idle one out.""",
    "SB014": """The file that this one extends cannot be used.

    The file under `extends` cannot be opened, is a table, extends this one in turn, stands in a chain of more than 16,
    or is in another currency.

    **Why it matters.** Without the shared policy every price would be held to other rules than the shop's own.

    **Bad**
    ```yaml policy.yaml
    policy: {least_margin: 30%}
    ```
    ```yaml
    currency: CNY
    extends: polcy.yaml
    products: [{name: Dress, price: 100, cost: 60}]
    ```
    **Good**
    ```yaml
    currency: CNY
    extends: policy.yaml
    products: [{name: Dress, price: 100, cost: 60}]
    ```

    **To mend it.** Name the file as seen from the folder of this one, or take `extends` out.""",
}
"""Code to manual, in Markdown."""
