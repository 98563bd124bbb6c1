"""The calculations: from what a pricing file says to budgets, gifts, answers to occasions, cadence and promises."""
