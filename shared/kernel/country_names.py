"""Names of countries in the larger European languages, Japanese, Chinese and their own, that are not English.

Letters may lack their marks: whoever looks a name up folds it. Left out are names that are also those of
another place or a plain word of English (`Indie`, `Chili`).
"""

from typing import Final

_BY_CODE: Final = {
    "AE": "vereinigte arabische emirate|emirats arabes unis|emiratos arabes unidos|emirados arabes unidos"
    "|emirati arabi uniti|الإمارات|الإمارات العربية المتحدة|оаэ",
    "AL": "albanien|albanie|shqiperia",
    "AM": "armenien|armenie|hayastan|հայաստան|армения",
    "AR": "argentinien|argentine|argentyna|argentinie|アルゼンチン|阿根廷",
    "AT": "oostenrijk|austrija|rakousko|rakusko|østerrike|østrig|österrike|itavalta|ausztria"
    "|オーストリア|奥地利",
    "AU": "australien|australie|オーストラリア|澳大利亚",
    "AZ": "azerbaycan|azərbaycan|азербайджан",
    "BA": "bosnien und herzegowina|bosnien|bosnie-herzegovine|bosnia y herzegovina"
    "|bosna i hercegovina|босна и херцеговина",
    "BD": "বাংলাদেশ",
    "BE": "belgien|belgica|belgio|belgia|belgie|ベルギー|比利时",
    "BG": "bulgarien|bulgarie|bulgarije|bulharsko|bułgaria|българия|болгария",
    "BH": "البحرين",
    "BR": "brasilien|brasile|brazylia|brazilie|brazilië|ブラジル|巴西",
    "BY": "беларусь|белоруссия",
    "CA": "kanada|カナダ|加拿大",
    "CH": "suica|suiza|szwajcaria|zwitserland|svycarsko|svajciarsko|sveits|sveitsi|svajc|スイス|瑞士"
    "|svizra",
    "CL": "cile|チリ",
    "CM": "cameroun",
    "CN": "chine|cina|chiny|kina|kiina|中華人民共和国",
    "CO": "kolumbien|colombie|kolumbia|コロンビア",
    "CU": "kuba",
    "CY": "zypern|chypre|chipre|cipro|cypr|cypern|κυπρος|kibris|кипр",
    "CZ": "tschechien|tschechische republik|republique tcheque|tchequie|republica checa|chequia|tchequia"
    "|repubblica ceca|cechia|czechy|tsjechie|ceska republika|tjeckien|tjekkiet|tsjekkia|tsekki|チェコ"
    "|чехия",
    "DE": "alemanha|germania|niemcy|duitsland|nemecko|tyskland|saksa|nemetorszag|njemacka|nemcija|almanya"
    "|ドイツ|德国|德國|германия|німеччина",
    "DK": "dania|dinamarca|danimarca|denemarken|dansko|danska|tanska|デンマーク|丹麦",
    "DO": "dominikanische republik|republica dominicana|republique dominicaine",
    "DZ": "algerien|algerie|argelia|الجزائر",
    "EC": "equateur|equador",
    "EE": "estland|estonie|eesti|viro|エストニア|эстония",
    "EG": "agypten|egypte|egipto|egito|egitto|egipt|مصر",
    "ES": "spanien|espanha|spagna|hiszpania|spanje|spanelsko|spania|espanja"
    "|スペイン|西班牙|испания|іспанія",
    "ET": "ኢትዮጵያ",
    "FI": "finnland|finlandia|finsko|フィンランド|芬兰",
    "FR": "franca|francja|frankrijk|francie|francuzsko|frankrike|frankrig|ranska"
    "|フランス|法国|法國|франция|франція",
    "GE": "georgien|georgie|საქართველო|грузия",
    "GB": "vereinigtes konigreich|grossbritannien|schottland|royaume uni|royaume-uni|angleterre"
    "|ecosse|grande bretagne|grande-bretagne|reino unido|inglaterra|gran bretana|gra-bretanha|escocia"
    "|regno unito|inghilterra|gran bretagna|scozia|wielka brytania|anglia|szkocja|verenigd koninkrijk"
    "|engeland|groot-brittannie|spojene kralovstvi|velka britanie|anglie|storbritannien|storbritannia"
    "|イギリス|英国|英國|великобритания|велика британія",
    "GR": "griechenland|grece|grecia|griekenland|grecja|recko|grekland|grækenland|hellas|kreikka|ギリシャ"
    "|ελλαδα|ελλας|греция",
    "HK": "香港",
    "HR": "kroatien|croatie|croacia|croazia|chorwacja|kroatie|chorvatsko|hrvatska",
    "HU": "ungarn|hongrie|hungria|ungheria|wegry|hongarije|madarsko|magyarorszag|ungern|unkari|ハンガリー",
    "ID": "indonesien|indonesie",
    "IE": "irland|irlanda|irlandia|ierland|irsko|アイルランド",
    "IL": "izrael|israele|イスラエル|ישראל|израиль",
    "IN": "indien|inde|intia|インド|印度|भारत",
    "IQ": "العراق",
    "IR": "ایران|إيران",
    "IS": "island|islande|islandia|islanda|ijsland|アイスランド",
    "IT": "italien|wlochy|italie|talianska|taliansko|italija|olaszorszag|イタリア|意大利|италия|італія",
    "JO": "الأردن",
    "JP": "japon|japao|giappone|japonia|japonsko|japani|日本国|япония|японія",
    "KE": "kenia",
    "KG": "кыргызстан",
    "KH": "កម្ពុជា",
    "KR": "sudkorea|coree du sud|corea del sur|coreia do sul|corea del sud|korea poludniowa|zuid-korea"
    "|jizni korea|sydkorea|大韓民国|韓国",
    "KW": "الكويت",
    "KZ": "қазақстан|казахстан",
    "LB": "لبنان",
    "LK": "ශ්‍රී ලංකාව",
    "LT": "litauen|lituanie|lituania|litwa|litouwen|litva|lietuva|литва",
    "LU": "luxemburg|luxemburgo|lussemburgo|luksemburg|lucembursko|letzebuerg",
    "LV": "lettland|lettonie|letonia|lettonia|lotwa|letland|lotyssko|latvija|латвия",
    "LY": "ليبيا",
    "MA": "marokko|maroc|marruecos|marrocos|marocco|maroko|المغرب",
    "MD": "молдова|молдавия",
    "ME": "crna gora|црна гора",
    "MK": "северна македонија",
    "MN": "монгол|монгол улс",
    "MO": "澳門|澳门",
    "MT": "malte",
    "MX": "mexiko|messico|meksyk|メキシコ|墨西哥",
    "NL": "niederlande|die niederlande|paises baixos|holanda|paises bajos|paesi bassi|olanda|holandia"
    "|niderlandy|nizozemsko|holandsko|nederlanderna|nederlandene|alankomaat|hollandia"
    "|オランダ|荷兰|нидерланды|нідерланди",
    "NO": "norwegen|noruega|norvegia|norwegia|noorwegen|norsko|norja|ノルウェー|挪威|noreg",
    "NP": "नेपाल",
    "NZ": "neuseeland|nouvelle-zelande|nueva zelanda|nova zelandia|nuova zelanda|nowa zelandia"
    "|ニュージーランド",
    "PH": "philippinen|filipinas|pilipinas",
    "PK": "پاکستان",
    "PL": "polen|polonia|polsko|puola|lengyelorszag|ポーランド|波兰|польша|польща",
    "PS": "فلسطين",
    "PT": "portugalia|portogallo|portugalsko|ポルトガル|葡萄牙",
    "QA": "قطر",
    "RO": "rumanien|roumanie|rumania|romenia|rumunia|roemenie|rumunsko|rumænien",
    "RS": "serbien|serbie|srbija|srbsko|србија|сербия",
    "RU": "russland|russie|rusia|rosja|rusland|rusko|ryssland|россия|росія|ロシア|俄罗斯",
    "SA": "saudi-arabien|arabie saoudite|arabia saudita|arabia saudi"
    "|السعودية|المملكة العربية السعودية",
    "SD": "السودان",
    "SE": "schweden|suecia|svezia|szwecja|zweden|svedsko|ruotsi|スウェーデン|瑞典",
    "SG": "singapur|singapour|singapura|シンガポール|新加坡",
    "SI": "slowenien|slovenie|eslovenia|slowenia|slovinsko|slovenija",
    "SK": "slowakei|slovaquie|eslovaquia|slovacchia|slowacja|slowakije|slovensko",
    "SY": "سوريا",
    "TH": "thailande|tailandia|ประเทศไทย|ไทย",
    "TJ": "тоҷикистон|таджикистан",
    "TN": "tunesien|tunisie|tunez|تونس",
    "TR": "turkei|turquie|turquia|turchia|turcja|turkije|turecko|turkiet|トルコ|турция",
    "UA": "ukraina|ucrania|ucraina|ukrajina|oekraine|украина|україна|ウクライナ",
    "US": "vereinigte staaten|vereinigte staaten von amerika|etats-unis d amerique|estados unidos da america"
    "|eua|ee. uu.|ee.uu.|eeuu|stati uniti|stati uniti d america|stany zjednoczone|verenigde staten"
    "|spojene staty|forenta staterna|yhdysvallat|アメリカ|アメリカ合衆国|米国|美国|美國|сша",
    "UZ": "o zbekiston|o'zbekiston|oʻzbekiston|узбекистан",
    "XK": "kosova",
    "YE": "اليمن",
    "ZA": "sudafrika|afrique du sud|sudafrica|africa do sul|zuid-afrika|poludniowa afryka|南アフリカ",
}  # fmt: skip

COUNTRY_NAMES: Final = {name: code for code, names in _BY_CODE.items() for name in names.split("|")}
