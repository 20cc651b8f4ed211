"""Publishers whose feeds change from fetch to fetch, as feeds of real life do."""

from dataclasses import dataclass, field, replace

from tests.support.calendars import vcalendar, vevent
from tests.support.servers.publisher import Publisher

JSON_LD = """<html><body><script type="application/ld+json">{{
"@context": "https://schema.org", "@type": "Event", "@id": "{uid}", "name": "{title}",
"startDate": "{day}T09:00:00Z", "endDate": "{day}T17:00:00Z", "eventStatus": "https://schema.org/{status}",
"url": "https://{uid}.example/", "location": {location}
}}</script></body></html>"""
HALL = '{"@type": "Place", "name": "Hall", "address": "Bonn, Germany"}'
ONLINE = '{"@type": "VirtualLocation", "url": "https://meet.example/"}'


@dataclass(frozen=True)
class Entry:
    """One event of a calendar: from nine to five, in UTC, in a city of Germany."""

    uid: str
    title: str
    day: str
    city: str = "Berlin"
    facts: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Return the address of its own page."""
        return self.facts.get("url", f"https://{self.uid}.example/")

    def but(self, **facts: str) -> "Entry":
        """Return it with other properties (lower-case names of iCalendar)."""
        return replace(self, facts=self.facts | facts)

    def text(self) -> str:
        """Return its VEVENT."""
        day = self.day.replace("-", "")
        where = {"location": f"Hall\\, {self.city}\\, Germany", "url": self.url}
        return vevent(self.uid, self.title, f"{day}T090000Z", f"{day}T170000Z", **{**where, **self.facts})


@dataclass
class Feed:
    """A calendar at a path, published anew with every change."""

    publisher: Publisher
    path: str
    entries: dict[str, Entry] = field(default_factory=dict)

    def put(self, *entries: Entry) -> None:
        """Add entries, or write others over those of the same name."""
        self.entries |= {it.uid: it for it in entries}
        self.publish()

    def drop(self, *uids: str) -> None:
        """Leave entries out."""
        self.entries = {uid: it for uid, it in self.entries.items() if uid not in uids}
        self.publish()

    def publish(self, suffix: str = "") -> None:
        """Publish what there is; with a suffix under other UIDs, as software does that makes them up."""
        texts = (replace(it, uid=it.uid + suffix).but(url=it.url).text() for it in self.entries.values())
        self.publisher.put(self.path, vcalendar(*texts))
