"""The samples as confs.tech and developers' agenda JSON, with the faults those files have in the wild."""

import json
from collections import defaultdict
from datetime import UTC, date, datetime

from deploy.samples.table import SampleEvent


def confs_tech(events: tuple[SampleEvent, ...]) -> dict[str, bytes]:
    """Return a file for each year and topic, as in the conference-data repository."""
    files: dict[str, list[dict[str, object]]] = defaultdict(list)
    for event in events:
        if "c" in event.feeds:
            files[f"confs-tech/{event.first.year}/{event.group}.json"].append(_confs_row(event))
    return {path: _json(rows) for path, rows in files.items()}


def agenda(events: tuple[SampleEvent, ...]) -> dict[str, bytes]:
    """Return one `all-events.json`, as developers.events publishes it."""
    rows = [_agenda_row(event) for event in events if "a" in event.feeds]
    return {"agenda/all-events.json": _json(rows)}


def _confs_row(event: SampleEvent) -> dict[str, object]:
    row: dict[str, object] = {
        "name": event.title,
        "url": event.url,
        "startDate": event.first.isoformat(),
        "endDate": event.last.isoformat(),
        "online": event.mode != "in_person",
        "locales": "EN",
    }
    if event.city:
        state = f", {event.city.region}" if event.city.region else ""
        row |= {"city": f"{event.city.city}{state}", "country": event.city.named}
    if event.cfp_closes:
        row |= {"cfpUrl": f"{event.url}/cfp", "cfpEndDate": event.cfp_closes.isoformat()}
    return row


def _agenda_row(event: SampleEvent) -> dict[str, object]:
    days = [event.first] if event.first == event.last else [event.first, event.last]
    city = event.city.city if event.city else ""
    country = _agenda_country(event)
    return {
        "name": f"{event.title} {event.first.year} ",
        "date": [_midnight_ms(day) for day in days],
        "hyperlink": f"{event.url}/",
        "location": f"{city} ({country})" if city else "Online",
        "city": city.upper() if event.first.day % 7 == 0 else city,
        "country": country,
        "misc": "",
        "cfp": _agenda_cfp(event),
        "closedCaptions": event.mode != "in_person",
        "scholarship": False,
        "status": "open",
        "tags": [{"key": "topic", "value": event.group}],
    }


def _agenda_country(event: SampleEvent) -> str:
    if not event.city:
        return "Online"
    return {"U.S.A.": "USA", "U.K.": "UK"}.get(event.city.named, event.city.named)


def _agenda_cfp(event: SampleEvent) -> dict[str, object]:
    if not event.cfp_closes:
        return {}
    until = _midnight_ms(event.cfp_closes)
    return {"link": f"{event.url}/cfp", "until": event.cfp_closes.strftime("%d-%B-%Y"), "untilDate": until}


def _midnight_ms(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _json(rows: list[dict[str, object]]) -> bytes:
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()
