"""Countries of a continent, or of a part of one that people name, by ISO 3166-1 alpha-2."""

from typing import Final

_SOUTH_AMERICA: Final = "AR BO BR CL CO EC GY PE PY SR UY VE"
_MIDDLE_EAST: Final = "AE BH EG IL IQ JO KW LB OM QA SA SY YE"
_NORDIC: Final = "DK FI IS NO SE"
_BALTIC: Final = "EE LT LV"

COUNTRIES_OF: Final = {
    name: tuple(codes.split())
    for name, codes in {
        "europe": "AL AT BA BE BG BY CH CY CZ DE ES FR GB GR HR HU IE IT LU MD ME MK MT NL PL PT RO"
        f" RS RU SI SK UA {_NORDIC} {_BALTIC}",
        "asia": "AE AM AZ BD BH CN GE HK ID IL IN IQ JO JP KH KR KW KZ LB LK MO MY NP OM PH PK QA SA SG"
        " TH TR TW UZ VN",
        "africa": "AO BF BJ BW CD CI CM DZ EG ET GH KE LY MA MG MU MW MZ NA NG RW SN TG TN TZ UG ZA ZM ZW",
        "north america": "US CA MX",
        "south america": _SOUTH_AMERICA,
        "latin america": f"MX CR CU DO GT HN NI PA PR SV {_SOUTH_AMERICA}",
        "oceania": "AU FJ NZ PG",
        "middle east": _MIDDLE_EAST,
        "scandinavia": _NORDIC,
        "baltics": _BALTIC,
        "benelux": "BE LU NL",
        "dach": "AT CH DE",
    }.items()
}
"""By the English name, folded."""
