"""What people write for countries besides English names and codes: short forms, and other languages."""

from typing import Final

from shared.kernel.country_names import COUNTRY_NAMES

_BY_CODE: Final = {
    "US": "usa|u.s.a.|u.s.|us|america|united states of america|the united states|estados unidos|états-unis",
    "GB": "uk|u.k.|gb|great britain|england|scotland|wales|northern ireland|united kingdom|britain",
    "CZ": "czechia|czech republic|czech rep|česko|czech",
    "NL": "holland|the netherlands|nederland|netherlands|pays-bas",
    "KR": "korea|south korea|republic of korea|대한민국|한국|韩国",
    "KP": "north korea",
    "RU": "russia|russian federation",
    "TW": "taiwan|taiwan, province of china|台湾|台灣|臺灣",
    "VN": "viet nam|vietnam",
    "TR": "türkiye|turkiye|turkey",
    "MK": "north macedonia|macedonia",
    "AE": "uae|u.a.e.|united arab emirates",
    "DE": "deutschland|allemagne|alemania|germany",
    "ES": "españa|espagne|spain",
    "FR": "frankreich|francia|france",
    "IT": "italia|italie|italy",
    "BR": "brasil|brésil|brazil",
    "CH": "schweiz|suisse|svizzera|switzerland",
    "AT": "österreich|autriche|austria",
    "BE": "belgique|belgië|belgium",
    "PL": "polska|pologne|poland",
    "SE": "sverige|suède|sweden",
    "NO": "norge|norvège|norway",
    "DK": "danmark|danemark|denmark",
    "FI": "suomi|finlande|finland",
    "MX": "méxico|mexique|mexico",
    "IE": "éire|irlande|republic of ireland|ireland",
    "XK": "kosovo",
    "MD": "moldova|republic of moldova",
    "TZ": "tanzania",
    "IR": "iran",
    "BO": "bolivia",
    "CI": "ivory coast|côte d'ivoire",
    "HK": "hong kong|hong kong sar",
    "CN": "china|people's republic of china|prc|中国|中國",
    "JP": "nippon|japon|japan|日本",
    "PT": "portugal",
    "GR": "greece|hellas",
}  # fmt: skip

COUNTRY_ALIASES: Final = {
    **COUNTRY_NAMES,
    **{alias: code for code, names in _BY_CODE.items() for alias in names.split("|")},
}
