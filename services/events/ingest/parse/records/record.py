"""One record of a table or list of events, its fields known, to a raw listing or a rejection."""

import re
from typing import Final

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.parse.dates.clock_words import clocks_of
from services.events.ingest.parse.dates.date_words import DateRefusedError
from services.events.ingest.parse.records.calls_for_papers import event_called_for
from services.events.ingest.parse.records.date_and_place import with_place_of_date
from services.events.ingest.parse.records.deadline import DEADLINES, is_zone_of_deadline, papers_due
from services.events.ingest.parse.records.modes import mode_word
from services.events.ingest.parse.records.other_kinds import (
    is_deadline,
    is_nothing,
    is_open,
    is_paper,
    is_weekday,
)
from services.events.ingest.parse.records.record_place import is_online_venue, place_of
from services.events.ingest.parse.records.record_status import state_of_review, status_of
from services.events.ingest.parse.records.record_when import (
    Fields,
    says_no,
    says_yes,
    when_of,
    year_is_of_title,
)
from services.events.ingest.parse.records.weekly import in_weeks
from services.events.ingest.parse.wire.json_text import number_of
from services.events.ingest.parse.wire.markdown_line import read_line
from shared.contracts.catalogue.origins import HowTold

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_ZONED: Final = re.compile(r"(.{0,50}[\dmMrh.])\s+\(?((?![AP]M\b|UHR\b|HR?S?\b|NOON\b)[A-Z]{2,5})\)?")
_LONGEST_TIME: Final = 60
_LONGEST_NAME: Final = 300
_QUOTED: Final = re.compile(r'\s*"([^"]{2,500})"\s*')
_SEVERAL_LINKS: Final = re.compile(r"\s*(https?://[^\s;,|]{1,2000})\s*[\s;,|]\s*https?://", re.IGNORECASE)
_MARKED: Final = re.compile(r"\]\(|<(?:a\s|br|/?[bi]>)|\*\*", re.IGNORECASE)
_WORD: Final = re.compile(r"[\w-]{1,300}")
"""What a field for a link may hold that is none: `rsvp: yes`, `url: lathes-for-all`."""
_OF_EVENTS: Final = (
    "address",
    "street",
    "venue",
    "city",
    "country",
    "lat",
    "online",
    "mode",
    "ends",
    *DEADLINES,
)
"""What an event says besides a date, and a mere call for its papers does not."""
_CLOCK: Final = re.compile(r"\d:\d\d|\d\s?[ap]\.?m\b", re.IGNORECASE)
_OF_UTC: Final = frozenset({"UTC", "GMT"})
_NOT_YET: Final = frozenset({"draft", "unpublished"})
_UNANSWERED: Final = "_No response_"


def record(
    fields: Fields, where: str, categories: tuple[str, ...] = (), *, day_first: bool | None = None
) -> RawListing | Rejected:
    """Read one record; what is not known is None, and a date that is none has its reason."""
    fields = _with_link_of_title(_by_speaker(_answered(fields)))
    title = fields.get("title")
    if is_deadline(title) or is_weekday(title) or is_nothing(title) or is_paper(fields.get("url")):
        return Rejected("not_an_event", where, fields.get("title"))
    is_draft = (fields.get("status") or "").lower() in _NOT_YET
    if is_draft or says_yes(fields, "hidden") or says_no(fields, "shown"):
        return Rejected("private", where, title)
    fields = in_weeks(_with_zone_of_time(with_place_of_date(fields, day_first=day_first)))
    if called := event_called_for(title):
        # Of a call with one date and nothing else that date is when the papers are due.
        if not any(fields.get(name) for name in _OF_EVENTS):
            return Rejected("not_an_event", where, title)
        fields = {**fields, "title": called}
    try:
        when = when_of(fields, day_first=day_first)
    except DateRefusedError as refused:
        return Rejected(str(refused), where, _title(fields))
    return _listing(fields, when, where, categories)


def _listing(
    fields: Fields, when: tuple[str | None, str | None], where: str, categories: tuple[str, ...]
) -> RawListing:
    title, full_name, (starts, ends) = _title(fields), fields.get("full_name"), when
    other_name = full_name if full_name != title else None
    place, state = place_of(fields), state_of_review(fields.get("region"))
    return RawListing(
        title=title,
        other_name=other_name,
        uid=fields.get("uid"),
        summary=other_name,
        description=fields.get("description"),
        starts=starts,
        ends=ends,
        repeats=fields.get("repeats"),
        timezone=None if is_zone_of_deadline(fields, starts) else fields.get("timezone"),
        venue=place.venue,
        address=place.address,
        city=fields.get("city"),
        region=None if state else fields.get("region"),
        country=place.country,
        lat=number_of(fields.get("lat")),
        lon=number_of(fields.get("lon")),
        url=_first_link(fields.get("url")),
        image_url=fields.get("image"),
        online=_online(fields),
        status=status_of(fields) or state,
        organiser_name=None if is_online_venue(fields.get("organiser")) else fields.get("organiser"),
        categories=(*categories, *_words(fields.get("topics"))),
        language=fields.get("language"),
        price=fields.get("price"),
        cfp_url=fields.get("cfp_url"),
        cfp_closes=papers_due(fields, starts),
        dates_told=HowTold.COMPLETED if year_is_of_title(fields) else HowTold.STATED,
        where=where,
    )


def _answered(fields: Fields) -> Fields:
    """Return the fields without what a form of GitHub writes where nothing was filled in."""
    if _UNANSWERED not in fields.values():
        return fields
    return {field: None if said == _UNANSWERED else said for field, said in fields.items()}


def _by_speaker(fields: Fields) -> Fields:
    """Return the fields of a talk whose title is not known yet with its speaker for one."""
    speaker = read_line((fields.get("speakers") or "")[:_LONGEST_NAME]).text
    title = fields.get("title")
    is_known = (is_open(title) or not title) and speaker and not is_open(speaker)
    return {**fields, "title": speaker} if is_known else fields


def _with_zone_of_time(fields: Fields) -> Fields:
    """Part the letters of a zone from the time of day before them, `8:00 PM EAT`: it is the event's."""
    found = _ZONED.fullmatch((fields.get("start_time") or "").strip()[:_LONGEST_TIME])
    if found is None or clocks_of(found[1])[0] is None:
        return fields
    if found[2] in _OF_UTC:
        return {**fields, "start_time": found[1], "offset": fields.get("offset") or "+00:00"}
    return {**fields, "start_time": found[1], "timezone": fields.get("timezone") or zone_name(found[2])}


def _with_link_of_title(fields: Fields) -> Fields:
    """Return the title as its words where it holds marks or a link: the event's own if none is told."""
    title = fields.get("title") or ""
    if not _MARKED.search(title):
        return fields
    line = read_line(title)
    return {**fields, "title": line.text or title, "url": fields.get("url") or line.url}


def _title(fields: Fields) -> str | None:
    """Name the edition where a series is called the same each year: `AAAI` of 2022 is `AAAI 2022`.

    Of another event a year without which its date is not whole, or with its month beside it, is a part of
    that date. A talk has none.
    """
    title, year = _unquoted(fields.get("title")), fields.get("year")
    if (
        not title
        or not year
        or fields.get("speakers")
        or fields.get("month")
        or not _YEAR.fullmatch(year)
        or year in title
    ):
        return title
    dated = year in f"{fields.get('dates')} {fields.get('starts')}" and not _CLOCK.search(
        f"{fields.get('dates')} {fields.get('starts')} {fields.get('start_time')}"
    )
    return f"{title} {year}" if dated or fields.get("deadline") or fields.get("full_name") else title


def _unquoted(title: str | None) -> str | None:
    """Return the words of a title that is quoted as a whole."""
    quoted = _QUOTED.fullmatch(title or "")
    return quoted[1] if quoted else title


def _first_link(text: str | None) -> str | None:
    """Return the first of several addresses in one field; none where it is a fragment, a handle or a word.

    A mere word is as often the event's name on a path that is told nowhere, as the answer to a question.
    """
    if (text or "").startswith(("#", "@")) or _WORD.fullmatch((text or "").strip()):
        return None
    found = _SEVERAL_LINKS.match(text or "")
    return found[1] if found else text


def _online(fields: Fields) -> bool | None:
    """Return whether one can take part from afar, by a field for the mode or the kind of an event."""
    said = [fields.get(name) for name in ("online", "mode", "topics", "organiser")]
    told = set(map(mode_word, said))
    if is_online_venue(fields.get("venue")) or True in told or _says_online(fields):
        return True
    return False if False in told or says_yes(fields, "on_site") else None


def _says_online(fields: Fields) -> bool:
    return says_yes(fields, "online") or says_no(fields, "on_site")


def _words(text: str | None) -> tuple[str, ...]:
    return tuple(word.strip() for word in re.split(r"[,;|]", text or "")[:20] if word.strip())
