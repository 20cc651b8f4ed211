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
_HOUSE: Final = re.compile(
    r"(?=([\u4e00-\u9fff]{2,3}))[\u4e00-\u9fff]{2,20}(?:中心|酒店|饭店|飯店|体育|體育|图书馆|圖書館|广场|廣場|博物|美术馆"
    r"|美術館|剧院|劇院|国际|國際|大厦|大廈|公园|公園)"
)
"""A house that is called after its town: `深圳国际会展中心`."""
_LARGE: Final = 1_000_000
_SMALLEST: Final = 50_000


def town_of_address(part: str, gazetteer: Leant, country: str | None) -> City | None:
    """Return the town with which an address begins; None where it begins otherwise or nobody knows it."""
    if part.isascii():
        return None
    if (found := _HAN.match(part) or _HANGUL.match(part)) is None:
        return _town_of_house(part, gazetteer, country)
    town = gazetteer.city(found[1], country) or gazetteer.city(f"{found[1]}市", country)
    return town if town and town.population >= _SMALLEST else None


def _town_of_house(part: str, gazetteer: Leant, country: str | None) -> City | None:
    found = _HOUSE.match(part)
    towns = (gazetteer.city(found[1][:count], country) for count in (3, 2)) if found else ()
    return next((town for town in towns if town and town.population >= _LARGE), None)
