"""Which column of a table, or key of a record, holds what: names as people write them, to our fields."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from shared.text import fold

_NAMES: Final = {
    "title": "title|name|subject|event|event name|event title|conference|conference name|summary|titel"
    "|titre|titulo|nombre|evento",
    "starts": "start|starts|start date|startdate|starts at|start at|date start|begin|begins|from|dtstart"
    "|first day|start datetime|start date time"
    "|start date and time|starts on|start day|beginn|debut|inicio|data inicio|fecha inicio",
    "ends": "end|ends|end date|enddate|ends at|end at|date end|to|until|dtend|last day|end datetime"
    "|end date time|end date and time|ends on|end day|ende"
    "|fin|fim|termino|data fim|fecha fin",
    "start_time": "start time|time|begin time|uhrzeit",
    "end_time": "end time",
    "dates": "date|dates|data|when|day|days|event date|event dates|datetime"
    "|date time|date and time|datum|fecha|quand|wann",
    "year": "year|jahr|annee|ano",
    "precision": "date precision",
    "address": "location|place|where|address|lieu|ort|local|lugar|adresse|luogo",
    "venue": "venue|room|venue name|veranstaltungsort",
    "city": "city|town|stadt|ville|cidade|ciudad",
    "region": "state|region|province|bundesland",
    "country": "country|land|pays|pais",
    "url": "url|link|website|website url|web|homepage|site|event url|webseite|event link",
    "cfp_url": "cfp url|cfp link|proposal url|call for papers|cfp",
    "cfp_closes": "cfp close date|cfp end|cfp end date|cfp deadline|talk deadline|cfp closes",
    "description": "description|details|abstract|about|beschreibung|descripcion|descricao|note|notes",
    "full_name": "full name|long name|fullname|alt name|alt title|alternate name",
    "uid": "id|uid|guid|uuid",
    "status": "status",
    "cancelled": "cancelled|canceled",
    "timezone": "timezone|time zone|tz|time zone name",
    "language": "language|languages|lang|sprache",
    "topics": "tags|topics|categories|category|sub|topic|keywords",
    "price": "price|cost|ticket price|preis|prix",
    "organiser": "organizer|organiser|host|group|organizer name|hosted by",
    "online": "online|virtual|is online",
    "image": "image|image url|logo|banner",
    "deadline": "deadline",
    "duration": "duration|dauer",
    "speakers": "speakers|speaker|persons",
}
_FIELDS: Final = {name: field for field, names in _NAMES.items() for name in names.split("|")}
_MOST: Final = 200


def field_keys(names: Iterable[str]) -> dict[str, str]:
    """Return our field to the key that holds it; of several names for one field the first of ours counts."""
    found: dict[str, tuple[int, str]] = {}
    for name in list(names)[:_MOST]:
        plain = " ".join(re.findall(r"[a-z0-9]+", fold(name)))
        field = _FIELDS.get(plain)
        if field is None:
            continue
        rank = _NAMES[field].split("|").index(plain)
        if field not in found or rank < found[field][0]:
            found[field] = (rank, name)
    return {field: name for field, (_, name) in found.items()}


def tells_of_events(keys: Mapping[str, str]) -> bool:
    """Tell whether records with these fields can be events: they have a title and some date."""
    return "title" in keys and bool({"starts", "dates"} & keys.keys())
