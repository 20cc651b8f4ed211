"""States by code and by name, where an address names them without their country.

Codes are ISO 3166-2 (without the country). Admin codes are those of GeoNames.
"""

from typing import Final

CANADA: Final = {
    "AB": "01", "BC": "02", "MB": "03", "NB": "04", "NL": "05", "NS": "07", "ON": "08", "PE": "09",
    "QC": "10", "SK": "11", "YT": "12", "NT": "13", "NU": "14",
}  # fmt: skip
AUSTRALIA: Final = {
    "ACT": "01",
    "NSW": "02",
    "NT": "03",
    "QLD": "04",
    "SA": "05",
    "TAS": "06",
    "VIC": "07",
    "WA": "08",
}
_REGIONS_BY_COUNTRY: Final = {
    "CA": {
        "AB": "alberta", "BC": "british columbia", "MB": "manitoba", "NB": "new brunswick",
        "NS": "nova scotia", "ON": "ontario", "QC": "quebec", "SK": "saskatchewan",
    },
    "AU": {
        "NSW": "new south wales", "QLD": "queensland", "SA": "south australia", "TAS": "tasmania",
        "VIC": "victoria", "WA": "western australia", "ACT": "australian capital territory",
    },
}  # fmt: skip
_CODES_ELSEWHERE: Final = {
    "AU": "NT WA",
    "BR": "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO",
    "CH": "AR NE",
    "IN": "AR GA MN OR TN",
    "IT": "AL AR CA CO CT ME MI MN MO MS MT OR PA PE RI VA VT",
    "MX": "BC CO MI MO NL AGS BCS CAMP CDMX CHIH CHIS COAH COL DGO GRO GTO HGO JAL MEX MICH MOR NAY OAX PUE"
    " QRO QROO SIN SLP SON TAB TAMPS TLAX VER YUC ZAC",
}
CODES_ELSEWHERE: Final = {name: frozenset(codes.split()) for name, codes in _CODES_ELSEWHERE.items()}
"""Codes of states and provinces behind large towns of other countries; most mean one of the above as well."""
REGION_NAMES: Final = {
    name: (country, code)
    for country, regions in _REGIONS_BY_COUNTRY.items()
    for code, name in regions.items()
}
_SHORTENED: Final = (
    "Ala=AL Ariz=AZ Ark=AR Calif=CA Cal=CA Colo=CO Conn=CT Del=DE Fla=FL Ga=GA Ill=IL Ind=IN Kan=KS Kans=KS"
    " Ky=KY La=LA Mass=MA Md=MD Mich=MI Minn=MN Miss=MS Mo=MO Mont=MT Neb=NE Nebr=NE Nev=NV Okla=OK Ore=OR"
    " Oreg=OR Pa=PA Penn=PA Penna=PA Tenn=TN Tex=TX Va=VA Vt=VT Wash=WA Wis=WI Wisc=WI Wyo=WY"
)
SHORT_NAMES: Final = {name: code for name, _, code in (each.partition("=") for each in _SHORTENED.split())}
"""States of the US as newspapers shorten them, a dot behind: `New Haven, Conn.`."""
