"""Small iCalendar documents for tests."""


def vevent(uid: str, title: str, start: str, end: str, **facts: str) -> str:
    """Write a VEVENT; `start` and `end` are UTC stamps, such as 20270519T070000Z; facts: properties."""
    lines = [f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{start}", f"DTEND:{end}", "DTSTAMP:20261101T000000Z"]
    lines += [f"{name.upper()}:{value}" for name, value in facts.items()]
    return "\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT"])


def vcalendar(*vevents: str) -> str:
    """Write a calendar of events."""
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", *vevents, "END:VCALENDAR", ""]
    )
