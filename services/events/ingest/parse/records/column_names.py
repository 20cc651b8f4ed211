"""What people call the columns of a table, or the keys of a record, by our fields; the most telling first.

How a name is spaced, and that it says how its text is written (`date label`), is told in `columns`.
"""

from typing import Final

NAMES: Final = {
    "title": "title|event title|event name|conference name|conference title|titel|titre|titulo"
    "|titolo|tytul|titul|intitule|name|event|conference|meetup|subject|summary|headline|nazov|nazev"
    "|nazwa|naam|navn|namn|nimi|veranstaltung|veranstaltungsname|evenement|nom|nom de l evenement"
    "|nombre|nombre del evento|nome|nome do evento|nome evento|evento|bezeichnung|betreff|naziv|baslik"
    "|naslov|what|was|quoi|workshop|webinar|seminar|short name|name short|name abbrev|name abrev"
    "|abbreviation|acronym|meeting|meeting name|meeting title|race name|festival|fest|competition"
    "|tournament|hackathon|symposium|colloquium|lecture|ad|adi|body name|committee name|activiteit"
    "|aktivitat|activite|actividad|atividade|attivita|aktivita|aktivitet|anlass|programm|programma"
    "|onderwerp|akce|udalost|wydarzenie|koncert|konzert|concert|p name|イベント|イベント名|タイトル"
    "|名称|大会名|会議名|勉強会名|活动|活动名称|会议名称|행사|행사명",
    "starts": "start date time|start date and time|start|starts|start date|starts at|start at"
    "|date start|begin|begins|begin date|from|date from|dt start|event start|event start date|first day"
    "|starts on|start day|start local|starttime local|begins on|begins at|start date local"
    "|date start local|datetime local|date time iso|scheduled at|session date time"
    "|performance date time|start recur|start dt|start utc|utc start|utc start date|beginn|anfang|von"
    "|startdatum|beginndatum|datum von|debut|date debut|date de debut|du|inicio|data inicio"
    "|data de inicio|data inicial|fecha inicio|fecha de inicio|fecha inicial|desde|data inizio|inizio"
    "|dal|begindatum|van|startdato|od|zacatek|poczatek|data rozpoczecia|alku|alkaa|baslangic"
    "|baslangic tarihi|happening on|開始|開始日|開始日時|开始时间|시작",
    "ends": "end date time|end date and time|end|ends|end date|ends at|end at|date end|to|date to"
    "|until|dt end|event end|event end date|last day|ends on|ended at|date2 iso|stop|stops at"
    "|end date local|end day|finish|finish date|end dt|end utc|utc end|utc end date|datetime end"
    "|dates end|date range end|ende|bis|enddatum|datum bis|fin|date fin|date de fin|au|fim|termino"
    "|data fim|data de termino|data final|fecha fin|fecha de fin|fecha final|hasta|data fine|fine|al"
    "|einddatum|tot|slutdatum|slutdato|do|konec|koniec|data zakonczenia|loppuu|bitis|bitis tarihi|終了"
    "|終了日|終了日時|结束时间|종료",
    "start_time": "start time|time period|start hour|begin time|time start|event time|event times|hour"
    "|meeting time|time of day|local time|time|times|timing|timings|hours|uhrzeit|startzeit"
    "|uhrzeit start|uhrzeit von|beginn uhrzeit|zeit|heure|heure debut|heure de debut|horaire|hora"
    "|hora inicio|hora de inicio|ora|ora inizio|horario|tijd|starttijd|klokkeslett|tid|czas|godzina|cas"
    "|kello|saat|開始時間|開始時刻|時間|時刻",
    "end_time": "end time|end hour|time end|stop time|endzeit|ende uhrzeit|uhrzeit ende|uhrzeit bis"
    "|zeit bis|heure fin|heure de fin|hora fim|hora fin|hora de fin|ora fine|eindtijd|終了時間|終了時刻",
    "dates": "event date|race date|on|event dates|date|dates|when|day|days|meeting date"
    "|conference date|conference dates|date time|data time|data hora|data e hora|data ora|fecha hora"
    "|fecha y hora|datum uhrzeit|datum zeit|date heure|date and time|complete date|full date|datum"
    "|date range|sort date|datumsangabe|termin|data|datas|fecha|fechas|dia|giorno|quand|wann|cuando"
    "|quando|dato|date location|dates location|date and location|date and place|date place"
    "|timing location|when and where|pvm|paivamaara|tarih|kdy|kiedy|started at|日付|日時|開催日"
    "|開催日時|日程|期間|会期|日期|时间|날짜|일시",
    "month": "month|start month|monat|mois|mes|mese|maand",
    "end_month": "end month",
    "year": "year|jahr|annee|ano|anno|rok|jaar|ar|vuosi|yil",
    "precision": "date precision",
    "address": "location|place|where|locationname|p location|event location|meeting location|lieu"
    "|ort|veranstaltungsort|local|lugar|luogo|plaats|locatie|sted|plats|miejsce|misto|paikka|yer|konum"
    "|ubicacion|localizacao|standort|mekan|場所|会場|開催地|開催場所|地点|장소",
    "street": "address|street address|street line one|address line 1|address 1|address lines"
    "|address street|line 1|location address|venue address|event address|full address|street|adresse"
    "|anschrift|strasse|endereco|direccion|indirizzo|adres|住所|所在地|地址|주소",
    "venue": "venue|place name|nombre lugar|nombre del lugar|stage|venue name|venue title"
    "|venue display name|location name|location title|address name|nom du lieu|room|hall"
    "|microlocation name|salle|saal|raum|sala|recinto|nombre recinto|campus|campus name|branch"
    "|branch name|場所名称|会場名|施設名|場所名",
    "city": "city|town|city name|stadt|ville|cidade|ciudad|citta|comune|commune|miasto|stad"
    "|kaupunki|sehir|mesto|city state|locality|address locality|municipality|municipio|municipi"
    "|localidad|localita|concelho|gemeinde|kommune|gmina|obec|comuna|nombre ciudad|市区町村|市区町村名",
    "region": "state|state name|state code|state province|region|province|bundesland|estado|uf"
    "|provincia|departement|regione|address region|都道府県|都道府県名",
    "country": "country|country name|country code|land|pays|pais|paese|nazione|kraj|zeme|maa|ulke"
    "|address country",
    "lat": "lat|latitude|breitengrad|latitud|geo lat|geo latitude|緯度",
    "lon": "lon|lng|long|longitude|laengengrad|longitud|geo lon|geo lng|geo long|geo longitude|経度",
    "url": "url|link|website|website url|website link|web url|web|homepage|site|event url"
    "|event link|localist url|event path|event website|official url|official website|official site"
    "|page url|page path|perma link|html link|join url|event booking url|booking url|booking link"
    "|info url|info link|details url|meetup url|meetup link|luma url|luma link|eventbrite url|facebook url"
    "|registration url|registration link|register url|register link|sign up url|signup link|rsvp url"
    "|rsvp link|ticket url|ticket link|tickets url|tickets link|link to tickets|link to event"
    "|link to registration|webseite|lien|site web|enlace|sitio web|sito|sito web|strona|odkaz|hyperlink"
    "|href|uri|source url|source urls|urls|path|path alias|rsvp|link url|read more url|more info url"
    "|announcement link|announcement url|browser url|public url|url public|perma link url|canonical url"
    "|public link|share url|full url|in site url|event page|event page url|kayit linki|bilet linki"
    "|hiperligacao|ligacao|facebook|facebook link",
    "cfp_url": "cfp url|cfp link|proposal url|call for papers|cfp",
    "cfp_closes": "cfp close date|cfp end|cfp end date|cfp deadline|talk deadline|cfp closes|cfp date"
    "|submission deadline|submissions due|paper deadline|paper submission deadline|papers due"
    "|proposal deadline|proposals due",
    "abstracts_due": "abstract deadline|abstract submission deadline|abstracts due",
    "description": "description|details|abstract|about|long description|blurb|content|body|text"
    "|beschreibung|descripcion|descricao|descrizione|omschrijving|opis|popis|kuvaus|aciklama|detay"
    "|bemerkung|notiz|overview|note|notes|comment|comments|synopsis|sinopse|sinopsis|excerpt|resumo"
    "|resumen|説明|概要|内容|詳細",
    "full_name": "full name|long name|name full|name long|full title|long title|alt name|alt title"
    "|alternate name|subtitle",
    "uid": "uid|guid|uuid|id|event id",
    "status": "status|event status",
    "cancelled": "cancelled|canceled|is cancelled|is canceled|cancelled event|canceled event",
    "shown": "active|is active|public|is public|published|is published|visible|is visible|enabled",
    "hidden": "draft|is draft|hidden|is hidden",
    "on_site": "on site|is onsite|in person|is in person|offline|is offline",
    "all_day": "all day|is all day|all day event|full day|whole day|ganztagig",
    "timezone": "time zone|tz|tz olson path|time zone id|start time zone|start event time zone"
    "|time zone name|zeitzone|fuseau horaire",
    "offset": "utc offset|gmt offset|time zone offset|start time zone offset",
    "language": "language|languages|lang|sprache|langue|idioma|lingua",
    "topics": "tags|topics|categories|category|sub|topic|keywords|kategorie|categorie|categoria"
    "|type|event type",
    "price": "price|cost|ticket price|price range|fee|preis|kosten|eintritt|prix|tarif|precio"
    "|preco|prezzo|料金|参加費|費用",
    "organiser": "organizer|organiser|host|hosted by|group|group name|organizer name|organizer title"
    "|veranstalter|organisateur|organizador|organizzatore|organisator|主催|主催者|主办方|주최",
    "online": "online|virtual|is online|is virtual",
    "mode": "attendance online|mode|event mode|attendance mode|experience|event experience|format"
    "|event format|formato|modalidad|modalidade|modalita",
    "image": "image|image url|logo|banner|photo|picture|bild",
    "deadline": "deadline",
    "recur_end": "end recur",
    "weekdays": "days of week|day of week|weekday|weekdays|wochentag",
    "duration": "duration|dauer|duree|duracion|durata",
    "speakers": "speakers|speaker|persons|presenter|presenters|referent|referentin|referenten"
    "|vortragende|ponente|ponentes|palestrante|palestrantes|orateur|intervenant|intervenante|relatore"
    "|relatori|spreker|発表者|講演者|登壇者|主讲人|报告人",
}
