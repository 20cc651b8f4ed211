"""A raw listing to a listing in our own terms, or the reason why it cannot be one."""

import hashlib
import re
from dataclasses import replace
from datetime import timedelta

from services.events.ingest.model import MADE_UP, Listing, RawListing, ReadContext, Rejected
from services.events.ingest.normalise.home_town import at_home, is_open
from services.events.ingest.normalise.language import languages_of
from services.events.ingest.normalise.likely import leaning_of
from services.events.ingest.normalise.links import clean_link
from services.events.ingest.normalise.mode import mode_of
from services.events.ingest.normalise.price import price_of
from services.events.ingest.normalise.status import status_of, unmarked
from services.events.ingest.normalise.summary import summary_of
from services.events.ingest.normalise.text import one_line, plain
from services.events.ingest.normalise.when import Found, is_plausible, read_date, to_when
from services.events.ingest.normalise.where import whereabouts
from services.events.ingest.normalise.zones import zone_name
from services.events.ingest.when import When, sort_utc
from shared.contracts.events import Mode
from shared.places.gazetteer import Gazetteer

_LONGEST_KEY = 500
_LONGEST_NAME = 200
_LONGEST_YEARS = 10
"""An end further off is what software writes where nobody knows one."""
_CLOCK_ALONE = re.compile(
    r"\W*(?:\d{1,2}:\d\d)?(?:\W*\d{1,2}:\d\d)?\W*(?:[ap]\.?m\.?|uhr|uur)?\W*"
    r"(?:(?:uk|us|local|pacific|eastern|central|european) time|utc|gmt|ces?t|[ecmp][sd]?t|bst)?\W*",
    re.IGNORECASE,
)
"""What is left of a page taken apart wrongly, where a title should stand: `– 20:00`, `PM`, `UK time`."""
_MAIL = re.compile(r"(?:mailto:)?[<(]?[^\s@<(]{1,64}@[^\s@]{1,190}\.[^\s@,;]{2,20}", re.IGNORECASE)
_LAST_MINUTE = frozenset({"T23:59", "T23:59:59"})


def to_listing(raw: RawListing, context: ReadContext, gazetteer: Gazetteer) -> Listing | Rejected:
    """Normalise one record; it has no `content_hash` yet.

    Rejects it with `no_title`, `no_date`, `bad_date` or `implausible_date`.
    """
    title = one_line(raw.title)
    found = _start(raw, title)
    return found if isinstance(found, Rejected) else _listing(raw, title, found, context, gazetteer)


def _start(raw: RawListing, title: str) -> Found | Rejected:
    if not title or _CLOCK_ALONE.fullmatch(title):
        return Rejected("no_title", raw.where)
    found = read_date(raw.starts)
    if found is None:
        return Rejected("bad_date" if raw.starts else "no_date", raw.where, title)
    return found if is_plausible(found) else Rejected("implausible_date", raw.where, title)


def _listing(
    raw: RawListing, title: str, found: Found, context: ReadContext, gazetteer: Gazetteer
) -> Listing:
    own_zone = zone_name(raw.timezone)
    # A moment with another offset is in no zone of that: software writes UTC where nobody chose one.
    if own_zone == "UTC" and found.offset:
        own_zone = None
    leaning = leaning_of(raw, own_zone, context.likely_country, context.named_countries)
    where = whereabouts(raw, gazetteer, context.default_country, leaning)
    zone = own_zone or where.zone or zone_name(context.default_timezone)
    starts = to_when(found, zone)
    starts, ends = _whole_days(starts, _ends(raw, starts, zone))
    description, organiser = plain(raw.description), _organiser(raw.organiser_name)
    status = status_of(raw.status, title, description)
    title = unmarked(title)
    mode = mode_of(raw, where.place, status, title, place_says_online=where.online)
    place = where.place
    if context.home and mode is not Mode.ONLINE and is_open(place, context.home):
        place = at_home(place, context.home)
    return Listing(
        uid=_uid(raw, title),
        recurrence_id=(raw.recurrence_id or "")[:_LONGEST_KEY],
        title=title,
        starts=starts,
        status=status,
        summary=summary_of(raw.summary, description, title, organiser),
        description=description or None,
        other_name=_other_name(raw, title),
        ends=ends,
        mode=mode,
        place=place,
        url=clean_link(raw.url, context.url),
        image_url=clean_link(raw.image_url, context.url),
        languages=languages_of(raw.language),
        price=price_of(raw.price, raw.is_free),
        cfp_url=clean_link(raw.cfp_url, context.url),
        cfp_closes=_closes(raw.cfp_closes, zone),
        organiser_name=organiser,
        organiser_url=clean_link(raw.organiser_url, context.url),
        facts=raw.facts,
        sessions=raw.sessions,
        dates_told=raw.dates_told,
    )


def _other_name(raw: RawListing, title: str) -> str | None:
    name = one_line(raw.other_name, _LONGEST_NAME)
    return name if name and name != title else None


def _organiser(name: str | None) -> str | None:
    """Return the organiser's name; an e-mail address is not one and is not kept."""
    said = one_line(name, _LONGEST_NAME)
    return (_MAIL.sub("", said).strip(" ,;") if "@" in said else said) or None


def content_hash(listing: Listing) -> str:
    """Hash all that the source says of the event; what we concluded of it (kind, topics) is not yet set."""
    bare = replace(listing, content_hash="") if listing.content_hash else listing
    return hashlib.sha256(repr(bare).encode()).hexdigest()[:32]


def _uid(raw: RawListing, title: str) -> str:
    """Return the source's own id, else one of title, day and link: it survives edits of everything else."""
    if raw.uid:
        # A long id is hashed, not cut: two that differ in their tails must stay two.
        storable = len(raw.uid) <= _LONGEST_KEY and raw.uid.isprintable()
        return raw.uid if storable else hashlib.sha256(raw.uid.encode()).hexdigest()
    own = "\n".join((title.casefold(), (raw.starts or "")[:10], raw.url or ""))
    return MADE_UP + hashlib.sha256(own.encode()).hexdigest()[:24]


def _ends(raw: RawListing, starts: When, zone: str | None) -> When | None:
    """Return the end; None where it is absent, unreadable, before the start or many years behind it."""
    found = read_date(raw.ends)
    if found is None or not is_plausible(found) or is_far_off(raw.ends, starts):
        return None
    ends = to_when(found, zone)
    if raw.all_day and ends.is_day:
        ends = replace(ends, local=(ends.day - timedelta(days=1)).isoformat())
    if starts.is_day and not ends.is_day:
        ends = When(ends.local[:10], zone)
    is_behind = sort_utc(ends, end=True) >= sort_utc(starts) and ends.local[:10] >= starts.local[:10]
    return ends if is_behind else None


def is_far_off(ends: str | None, starts: When) -> bool:
    """Tell an end that is years behind the start from one at which an event can end."""
    found = read_date(ends)
    return found is not None and found.wall.year - starts.day.year > _LONGEST_YEARS


def _whole_days(starts: When, ends: When | None) -> tuple[When, When | None]:
    """Return the days where the times are those of whole days: from midnight to the last minute of one."""
    if ends is None or starts.local[10:] != "T00:00" or ends.local[10:] not in _LAST_MINUTE:
        return starts, ends
    return When(starts.local[:10], starts.timezone), When(ends.local[:10], ends.timezone)


def _closes(text: str | None, zone: str | None) -> When | None:
    found = read_date(text)
    return to_when(found, zone) if found and is_plausible(found) else None
