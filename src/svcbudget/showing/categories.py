"""What categories are called: the built-in ones in the language asked for, all others as they were typed."""

from svcbudget.pricing import builtin


def category_of(name: str, language: str) -> str:
    """Return what a category is called in `language`, where it is a built-in one."""
    category = builtin.categories().get(builtin.find_category(name))
    return category.names[language] if category else name
