"""Towns at the head of addresses that go from the largest down: `東京都千代田区`, `서울특별시`."""

import re
from typing import Final

from shared.places.gazetteer import City
from shared.places.leant import Leant

_HAN: Final = re.compile(
    r"(?:〒?[\d\-‐－ ]{3,9})?(?:日本国?|中国|中國|台灣|台湾)?(?:[\u4e00-\u9fff]{2,3}[省県縣])?"
    r"([\u3040-\u30ff\u4e00-\u9fff]{2,4}?)[都市府]"
)
_HANGUL: Final = re.compile(
    r"(?:대한민국\s?)?(?:[가-힣]{1,4}도\s)?([가-힣]{2,3}?)(?:특별자치시|특별시|광역시|시)(?=\s|$|[가-힣]{1,3}[구군동])"
)
_SMALLEST: Final = 50_000


def town_of_address(part: str, gazetteer: Leant, country: str | None) -> City | None:
    """Return the town with which an address begins; None where it begins otherwise or nobody knows it."""
    if part.isascii() or (found := _HAN.match(part) or _HANGUL.match(part)) is None:
        return None
    town = gazetteer.city(found[1], country) or gazetteer.city(f"{found[1]}市", country)
    return town if town and town.population >= _SMALLEST else None
