"""Country names within titles: "PyCon Spain" and "PyConES" are one name."""

_NAMES = """
AD andorra; AE united arab emirates; AF afghanistan; AG antigua and barbuda; AI anguilla; AL albania; AM
armenia; AN netherlands antilles; AO angola; AQ antarctica; AR argentina; AS american samoa; AT austria;
AU australia; AW aruba; AX aland islands; AZ azerbaijan; BA bosnia and herzegovina; BB barbados; BD
bangladesh; BE belgium; BF burkina faso; BG bulgaria; BH bahrain; BI burundi; BJ benin; BL saint
barthelemy; BM bermuda; BN brunei; BO bolivia; BQ bonaire, saint eustatius and saba ; BR brazil; BS
bahamas; BT bhutan; BV bouvet island; BW botswana; BY belarus; BZ belize; CA canada; CC cocos islands;
CD democratic republic of the congo; CF central african republic; CG republic of the congo; CH
switzerland; CI ivory coast; CK cook islands; CL chile; CM cameroon; CN china; CO colombia; CR costa
rica; CS serbia and montenegro; CU cuba; CV cabo verde; CW curacao; CX christmas island; CY cyprus; CZ
czechia; DE germany; DJ djibouti; DK denmark; DM dominica; DO dominican republic; DZ algeria; EC
ecuador; EE estonia; EG egypt; EH western sahara; ER eritrea; ES spain; ET ethiopia; FI finland; FJ
fiji; FK falkland islands; FM micronesia; FO faroe islands; FR france; GA gabon; GB united kingdom; GD
grenada; GE georgia; GF french guiana; GG guernsey; GH ghana; GI gibraltar; GL greenland; GM gambia; GN
guinea; GP guadeloupe; GQ equatorial guinea; GR greece; GS south georgia and the south sandwich islands;
GT guatemala; GU guam; GW guinea-bissau; GY guyana; HK hong kong; HM heard island and mcdonald islands;
HN honduras; HR croatia; HT haiti; HU hungary; ID indonesia; IE ireland; IL israel; IM isle of man; IN
india; IO british indian ocean territory; IQ iraq; IR iran; IS iceland; IT italy; JE jersey; JM jamaica;
JO jordan; JP japan; KE kenya; KG kyrgyzstan; KH cambodia; KI kiribati; KM comoros; KN saint kitts and
nevis; KP north korea; KR south korea; KW kuwait; KY cayman islands; KZ kazakhstan; LA laos; LB lebanon;
LC saint lucia; LI liechtenstein; LK sri lanka; LR liberia; LS lesotho; LT lithuania; LU luxembourg; LV
latvia; LY libya; MA morocco; MC monaco; MD moldova; ME montenegro; MF saint martin; MG madagascar; MH
marshall islands; MK north macedonia; ML mali; MM myanmar; MN mongolia; MO macao; MP northern mariana
islands; MQ martinique; MR mauritania; MS montserrat; MT malta; MU mauritius; MV maldives; MW malawi; MX
mexico; MY malaysia; MZ mozambique; NA namibia; NC new caledonia; NE niger; NF norfolk island; NG
nigeria; NI nicaragua; NL the netherlands; NO norway; NP nepal; NR nauru; NU niue; NZ new zealand; OM
oman; PA panama; PE peru; PF french polynesia; PG papua new guinea; PH philippines; PK pakistan; PL
poland; PM saint pierre and miquelon; PN pitcairn; PR puerto rico; PS palestinian territory; PT
portugal; PW palau; PY paraguay; QA qatar; RE reunion; RO romania; RS serbia; RU russia; RW rwanda; SA
saudi arabia; SB solomon islands; SC seychelles; SD sudan; SE sweden; SG singapore; SH saint helena; SI
slovenia; SJ svalbard and jan mayen; SK slovakia; SL sierra leone; SM san marino; SN senegal; SO
somalia; SR suriname; SS south sudan; ST sao tome and principe; SV el salvador; SX sint maarten; SY
syria; SZ eswatini; TC turks and caicos islands; TD chad; TF french southern territories; TG togo; TH
thailand; TJ tajikistan; TK tokelau; TL timor leste; TM turkmenistan; TN tunisia; TO tonga; TR turkey;
TT trinidad and tobago; TV tuvalu; TW taiwan; TZ tanzania; UA ukraine; UG uganda; UM united states minor
outlying islands; US united states; UY uruguay; UZ uzbekistan; VA vatican; VC saint vincent and the
grenadines; VE venezuela; VG british virgin islands; VI u.s. virgin islands; VN vietnam; VU vanuatu; WF
wallis and futuna; WS samoa; XK kosovo; YE yemen; YT mayotte; ZA south africa; ZM zambia; ZW zimbabwe
"""
"""ISO 3166-1 alpha-2 codes and folded English names, after GeoNames (CC BY 4.0)."""

_ALSO = {
    "brasil": "BR", "espana": "ES", "italia": "IT", "deutschland": "DE", "polska": "PL", "korea": "KR",
    "czech": "CZ", "turkey": "TR", "holland": "NL", "uk": "GB", "usa": "US",
    "america latina": "LATAM", "latin america": "LATAM",
}  # fmt: skip


def _by_code() -> dict[str, str]:
    pairs = (entry.strip().split(" ", 1) for entry in _NAMES.replace("\n", " ").split(";"))
    return dict(pairs)


_BY_CODE = _by_code()
CODES = frozenset(code.lower() for code in _BY_CODE)
"""Of all countries, as folded words of a title are written."""
_BY_NAME = {name: code for code, name in _BY_CODE.items()} | _ALSO


def country_name(code: str | None) -> str | None:
    """Return the folded English name of a country, None for an unknown code."""
    return _BY_CODE.get(code or "")


def first_words() -> frozenset[str]:
    """Return the words with which names of more than one word begin."""
    return frozenset(name.partition(" ")[0] for name in _BY_NAME if " " in name)


def country_code(words: str) -> str | None:
    """Return the code in lower case of the country (or Latin America) that the folded words name."""
    code = _BY_NAME.get(words)
    return code.lower() if code else None


_CODE = 2
"""Letters of a code."""
_OTHER_MEANINGS = frozenset(["ai", "ar", "cs", "io", "it", "md", "me", "ml", "ms", "my", "pm", "so", "tv"])
"""Codes that in a title mean something else far more often."""


def is_country(word: str) -> bool:
    """Tell whether a folded word of a title is a country's code, most likely put there for its name."""
    return len(word) == _CODE and word.upper() in _BY_CODE and word not in _OTHER_MEANINGS
