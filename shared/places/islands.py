"""Zones of islands that are told without a town and lie in a country of several zones."""

from typing import Final

from shared.text import fold

_NAMES: Final = {
    ("ES", "Atlantic/Canary"): "Canary Islands, Islas Canarias, Canarias, Gran Canaria, Tenerife, Lanzarote,"
    " Fuerteventura, La Palma, La Gomera, El Hierro",
    ("ES", "Europe/Madrid"): "Balearic Islands, Illes Balears, Islas Baleares, Mallorca, Majorca, Menorca,"
    " Ibiza, Eivissa, Formentera",
    ("ID", "Asia/Jakarta"): "Java, Jawa, Sumatra",
    ("ID", "Asia/Makassar"): "Bali, Lombok, Flores, Sulawesi",
    ("PT", "Atlantic/Azores"): "Azores, Açores",
    ("PT", "Atlantic/Madeira"): "Madeira",
}
_ZONES: Final = {
    (country, fold(name.strip())): zone
    for (country, zone), names in _NAMES.items()
    for name in names.split(",")
}


def zone_of_island(name: str | None, country: str | None) -> str | None:
    """Return the IANA zone of an island of a country (alpha-2)."""
    return _ZONES.get((country or "", fold(name or "")))
