"""Whether what another source says of a field contradicts what is believed of it, and how that is shown."""

from services.events.ingest.model import Place, Price
from services.events.ingest.resolve.compare.link import page_key
from services.events.ingest.resolve.compare.place import city_key
from services.events.ingest.when import When
from shared.kernel.countries import country_name
from shared.text import fold


def agrees(said: object, truth: object) -> bool:
    """Tell whether who says this says what is believed, too, in other letters, or merely less."""
    match said, truth:
        case When(), When():
            return _is_one_moment(said, truth)
        case Place(), Place():
            return _is_there(said, truth)
        case Price(), Price():
            return _says_less(said, truth, "is_free", "min", "max", "currency")
        case str(), str():
            is_link = "://" in said
            return page_key(said) == page_key(truth) if is_link else fold(said) == fold(truth)
    return said == truth


def _is_one_moment(said: When, truth: When) -> bool:
    """Zone or time of day may be missing, and one instant may be told on another clock."""
    if said.utc and truth.utc:
        return said.utc == truth.utc
    is_day = said.is_day or truth.is_day
    return said.day == truth.day if is_day else said.local == truth.local


def _is_there(said: Place, truth: Place) -> bool:
    if not said.city:
        return _says_less(said, truth, "venue", "address", "region", "country")
    is_one_town = city_key(said.city) == city_key(truth.city or "")
    return is_one_town and _says_less(said, truth, "venue", "country")


def _says_less(said: object, truth: object, *fields: str) -> bool:
    return all(getattr(said, it) in {None, getattr(truth, it)} for it in fields)


def in_words(value: object) -> str:
    """Return a field's value as text for the report of disagreements."""
    match value:
        case When():
            return f"{value.local} {value.timezone}" if value.timezone else value.local
        case Place():
            parts = (value.venue, value.city or value.region, country_name(value.country))
            return ", ".join(filter(None, parts))
        case Price():
            return _amount(value)
        case tuple():
            return ", ".join(map(str, value))
    return str(getattr(value, "value", value))[:500]


def _amount(price: Price) -> str:
    amounts = [f"{it:g}" for it in dict.fromkeys((price.min, price.max)) if it is not None]
    if not amounts:
        return "free" if price.is_free else "not free"
    return " ".join(filter(None, ("–".join(amounts), price.currency)))
