"""The most that somebody would pay, in words: free, under 50 euro, bis zu 20 €, less than $30."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from services.events.search.understood.typed import Reading

_UNDER: Final = (
    "(?:(?:under|below|(?:for )?(?:less|no more|not more) than|cheaper than|up to|at most|max|maximum|unter|"
    "bis|hochstens|maximal|fur|weniger als|gunstiger als|zu|moins de|jusqu a|au maximum|(?:por )?menos de|"
    "hasta|maximo|ate|meno di|fino a|massimo|onder|minder dan|tot) )+"
)
_MONEY: Final = {
    "EUR": "euros?|eur",
    "GBP": "pounds?|gbp|quid",
    "$": "dollars?|dolares",
    "USD": "usd",
    "CHF": "chf|franken",
    "CAD": "cad",
    "AUD": "aud",
}
_DOLLARS: Final = ("USD", "CAD", "AUD", "NZD", "SGD", "HKD")
_UNIT: Final = "|".join(_MONEY.values())
_PRICE: Final = re.compile(
    rf"(?<!\S){_UNDER}(?:(?P<unit>{_UNIT}) )?(?P<figure>\d{{1,5}})(?(unit)| (?P<behind>{_UNIT}))(?!\S)"
)
_DIGIT: Final = re.compile(r"\d")


class AtMost(NamedTuple):
    """The most that an event may cost, in any of some currencies; nothing where it must be free."""

    amount: int = 0
    currencies: tuple[str, ...] = ()


def price_told(folded: str) -> Iterator[Reading]:
    """Yield where folded words tell the most that somebody would pay, and that: `50 EUR`, `30 $`."""
    if not _DIGIT.search(folded):
        return
    for told in _PRICE.finditer(folded):
        unit = told["unit"] or told["behind"]
        code = next(code for code, names in _MONEY.items() if re.fullmatch(names, unit))
        yield Reading(told.span(), f"{int(told['figure'])} {code}")


def read_price(value: str) -> AtMost:
    """Read what `price_told` tells."""
    amount, _, code = value.partition(" ")
    return AtMost(int(amount), _DOLLARS if code == "$" else (code,))
