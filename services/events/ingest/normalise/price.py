"""What an event costs, from a flag and a short text such as `10..25 EUR`, `$15` or `free`."""

import re
from typing import Final

from services.events.ingest.model import Price

_AMOUNT: Final = re.compile(r"\d{1,7}(?:[.,]\d{1,2})?(?!\d)")
_CODE: Final = re.compile(r"\b[A-Z]{3}\b")
_SIGNS: Final = {"€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
"""The dollar sign is left out: a score of countries use it."""
_FREE: Final = re.compile(r"\b(?:free|gratis|kostenlos|gratuit)\b", re.IGNORECASE)


def price_of(text: str | None, is_free: bool | None) -> Price | None:  # noqa: FBT001 - three-valued
    """Return the price; None when nothing is known of it."""
    if not text:
        return Price(is_free=is_free) if is_free is not None else None
    line = text[:200]
    amounts = [float(found.replace(",", ".")) for found in _AMOUNT.findall(line)]
    code = _CODE.search(line)
    sign = next((code_ for sign, code_ in _SIGNS.items() if sign in line), None)
    if not amounts:
        free = True if is_free is None and _FREE.search(line) else is_free
        return Price(is_free=free) if free is not None else None
    low, high = min(amounts), max(amounts)
    return Price(high == 0 if is_free is None else is_free, low, high, code[0] if code else sign)
