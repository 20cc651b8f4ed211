"""States, provinces and regions of countries whose codes nobody writes, by the names in use for them.

Left out is what is called as its own large town: of `Hamburg` or `Zürich` the town is meant.
"""

from typing import Final

from shared.text import fold

_CODE: Final = 2

_NAMES: Final = """
AT Upper Austria, Oberösterreich, Lower Austria, Niederösterreich, Styria, Steiermark, Tyrol, Tirol,
 Carinthia, Kärnten, Vorarlberg, Burgenland
AR Buenos Aires Province, Entre Ríos, Río Negro, Chubut, Misiones, Chaco, Jujuy
BE Flanders, Vlaanderen, Wallonia, Wallonie, East Flanders, Oost-Vlaanderen, West Flanders,
 West-Vlaanderen, Flemish Brabant, Vlaams-Brabant, Brabant wallon, Hainaut
BR Acre, Alagoas, Amapá, Amazonas, Bahia, Ceará, Espírito Santo, Goiás, Maranhão, Mato Grosso, Mato Grosso
 do Sul, Minas Gerais, Pará, Paraíba, Paraná, Pernambuco, Piauí, Rio Grande do Norte, Rio Grande do Sul,
 Rondônia, Roraima, Santa Catarina, Sergipe, Tocantins, Distrito Federal
CH Ticino, Tessin, Valais, Wallis, Vaud, Aargau, Thurgau, Graubünden, Grisons, Jura
CN Guangdong, Zhejiang, Jiangsu, Sichuan, Shandong, Henan, Hebei, Hunan, Hubei, Fujian, Anhui, Yunnan,
 Shaanxi, Shanxi, Liaoning, Jiangxi, Guangxi, Guizhou, Gansu, Hainan, Heilongjiang, Inner Mongolia,
 Xinjiang, Qinghai
CO Antioquia, Cundinamarca, Valle del Cauca, Santander, Atlántico, Caldas, Risaralda, Quindío
CZ Bohemia, Moravia, Silesia, Čechy, Morava
DE Baden-Württemberg, Bavaria, Bayern, Brandenburg, Hesse, Hessen, Lower Saxony, Niedersachsen,
 Mecklenburg-Vorpommern, North Rhine-Westphalia, Nordrhein-Westfalen, NRW, Rhineland-Palatinate,
 Rheinland-Pfalz, Saarland, Saxony, Sachsen, Saxony-Anhalt, Sachsen-Anhalt, Schleswig-Holstein, Thuringia,
 Thüringen, Franken, Ruhrgebiet
ES Andalusia, Andalucía, Aragon, Aragón, Asturias, Balearic Islands, Illes Balears, Islas Baleares, Basque
 Country, País Vasco, Euskadi, Canary Islands, Islas Canarias, Canarias, Cantabria, Castile and León,
 Castilla y León, Castilla-La Mancha, Catalonia, Cataluña, Catalunya, Extremadura, Galicia, La Rioja,
 Navarre, Navarra, Comunidad Valenciana, Comunitat Valenciana, Gipuzkoa, Bizkaia, Vizcaya
FR Auvergne-Rhône-Alpes, Bourgogne-Franche-Comté, Bretagne, Brittany, Centre-Val de Loire, Corsica, Corse,
 Grand Est, Hauts-de-France, Île-de-France, Normandy, Normandie, Nouvelle-Aquitaine, Occitanie, Occitania,
 Pays de la Loire, Provence-Alpes-Côte d'Azur, PACA, Provence, Alsace, Burgundy, Bourgogne, Savoie,
 Haute-Savoie, Isère, Finistère, Morbihan, Gironde, Hérault
GB Scotland, Wales, Cymru, Northern Ireland, Cornwall, Devon, Kent, Surrey, Sussex, East Sussex, West
 Sussex, Essex, Hampshire, Hertfordshire, Oxfordshire, Cambridgeshire, Yorkshire, North Yorkshire, West
 Yorkshire, South Yorkshire, Lancashire, Cumbria, Norfolk, Suffolk, Somerset, Dorset, Wiltshire,
 Gloucestershire, Greater Manchester, Merseyside, Tyne and Wear, West Midlands, Staffordshire,
 Warwickshire, Leicestershire, Nottinghamshire, Derbyshire, Berkshire, Buckinghamshire, Bedfordshire,
 Northamptonshire, Lincolnshire, Cheshire, Shropshire
ID Central Java, East Java, West Java, North Sumatra, West Sumatra, South Sulawesi, Jawa Barat, Jawa
 Tengah, Jawa Timur
IE Leinster, Munster, Connacht, Ulster, County Cork, County Dublin, County Galway, County Kerry, County
 Limerick
IN Andhra Pradesh, Arunachal Pradesh, Assam, Bihar, Chhattisgarh, Goa, Gujarat, Haryana, Himachal Pradesh,
 Jharkhand, Karnataka, Kerala, Madhya Pradesh, Maharashtra, Manipur, Meghalaya, Mizoram, Nagaland, Odisha,
 Punjab, Rajasthan, Sikkim, Tamil Nadu, Telangana, Tripura, Uttar Pradesh, Uttarakhand, West Bengal
IT Abruzzo, Apulia, Puglia, Basilicata, Calabria, Campania, Emilia-Romagna, Friuli-Venezia Giulia, Lazio,
 Liguria, Lombardy, Lombardia, Marche, Molise, Piedmont, Piemonte, Sardinia, Sardegna, Sicily, Sicilia,
 Tuscany, Toscana, Trentino-Alto Adige, South Tyrol, Südtirol, Alto Adige, Umbria, Veneto, Valle d'Aosta
JP Hokkaido, Aichi, Ibaraki, Tochigi, Gunma, Kanagawa, Ishikawa, Yamanashi, Mie, Shiga, Hyogo, Shimane,
 Kagawa, Ehime, Iwate, Miyagi, Kyushu, Shikoku, Kansai
MX Aguascalientes State, Baja California, Baja California Sur, Chiapas, Coahuila, Estado de México,
 Guanajuato State, Guerrero, Hidalgo, Jalisco, Michoacán, Morelos, Nayarit, Nuevo León, Quintana Roo,
 Sinaloa, Sonora, Tabasco, Tamaulipas, Tlaxcala, Yucatán
MY Penang, Pulau Pinang, Selangor, Johor, Sarawak, Sabah, Perak, Kedah
NG Lagos State, Ogun, Oyo State, Rivers State, Kaduna State, Anambra, Enugu State, Delta State, Akwa Ibom,
 Cross River, Plateau State, Kwara
NL Noord-Holland, North Holland, Zuid-Holland, South Holland, Noord-Brabant, North Brabant, Gelderland,
 Limburg, Overijssel, Flevoland, Friesland, Drenthe, Zeeland
NZ Canterbury, Otago, Waikato, Bay of Plenty, South Island, North Island, Southland
PL Mazowieckie, Małopolskie, Lesser Poland, Dolnośląskie, Lower Silesia, Śląskie, Pomorskie, Wielkopolskie
PT Algarve, Alentejo, Madeira, Azores, Açores
RO Transylvania, Transilvania
TR Anatolia
ZA Gauteng, Western Cape, Eastern Cape, Northern Cape, KwaZulu-Natal, Free State, Limpopo, Mpumalanga,
 North West
"""


def _countries_by_name() -> dict[str, list[str]]:
    index: dict[str, list[str]] = {}
    for line in " ".join(_NAMES.split("\n ")).strip().splitlines():
        for name in line[_CODE:].split(","):
            index.setdefault(fold(name.strip()), []).append(line[:_CODE])
    return index


_COUNTRIES: Final = _countries_by_name()


def country_of_province(name: str, country: str | None = None) -> str | None:
    """Return the country (alpha-2) of a province of that name; None of none, or of several."""
    found = _COUNTRIES.get(fold(name), ())
    if country:
        return country if country in found else None
    return found[0] if len(found) == 1 else None
