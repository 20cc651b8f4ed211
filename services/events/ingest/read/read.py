"""One document to listings: parse ▸ normalise ▸ classify. Pure, and total: no bytes make it raise."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from services.events.ingest.discover.discover import discover
from services.events.ingest.model import Listing, Outcome, ReadContext, Reading, Rejected, Remark
from services.events.ingest.normalise.text import LONGEST_TITLE
from services.events.ingest.parse.calendars.icalendar import FORMAT as ICALENDAR
from services.events.ingest.parse.calendars.poll_hint import poll_hint
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.feeds.json_feed import FORMAT as JSON_FEED
from services.events.ingest.parse.pages.jsonld import FORMAT as JSON_LD
from services.events.ingest.parse.platforms.next_page import PAGED, next_page
from services.events.ingest.parse.wire.detect import Found, detect, strip_marks
from services.events.ingest.parse.wire.json_text import load_json
from services.events.ingest.parse.wire.parsed import Parsed
from services.events.ingest.read.line_numbers import as_written
from services.events.ingest.read.records import AT_ONCE, Placed, Tools, read_records
from services.events.ingest.read.remarks import remarks_on
from services.events.push.offer import NONE, Links, links_in_feed, links_in_json_feed

_LARGEST_PAGE = 4 * 1024 * 1024
"""What of JSON is larger is not parsed again, beside what was read of it, for where it goes on or its hub."""
_TEMPLATE = re.compile(rb"\{\{-?\s?[\w.]{1,60}\s?(?:\||-?\}\})|\{%-?\s?(?:for|if|assign|include)\b|<%=?\s")
"""The marks at which Liquid, Jinja, Handlebars and their like fill in what is told."""
_HEAD = 4096
"""So many first bytes of a template hold such a mark; one further on may be what an article is about."""
Tell = Callable[[Sequence[Listing]], None]
"""Takes a part of the listings while the rest is being read."""


def _never() -> bool:
    return False


def _nobody(part: Sequence[Listing]) -> None:
    del part


def read_document(
    body: bytes,
    context: ReadContext,
    tools: Tools,
    is_late: Callable[[], bool] = _never,
    tell: Tell = _nobody,
) -> Reading:
    """Read one document. Every record in it becomes a listing or a rejection with its reason.

    Once `is_late` says so, the records that are left are `too_many_items`: a part in time is worth more
    than all of it too late. What is told before the end may yet be given another identity, or be dropped
    with all the rest: only the reading that is returned counts.
    """
    try:
        return _read_document(body, context, tools, is_late, tell)
    except MemoryError:
        return Reading(None, Outcome.TOO_LARGE, (), (Rejected("too_much_memory", "document"),))


def _read_document(
    body: bytes, context: ReadContext, tools: Tools, is_late: Callable[[], bool], tell: Tell
) -> Reading:
    try:
        parsed = parse_document(body, context)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - an adapter's bug costs this document, never the next
        reason = f"reader_failed_{type(error).__name__}"
        return Reading(None, Outcome.UNREADABLE, (), (Rejected(reason, "document"),))
    records = list(_telling(read_records(parsed, context, tools, is_late), len(parsed.listings), tell))
    listings, repeated = _kept_apart((where, it) for where, it in records if isinstance(it, Listing))
    refused = [record for _, record in records if isinstance(record, Rejected)]
    rejected = tuple(map(_with_short_title, (*parsed.rejected, *refused, *repeated)))
    if not listings and _TEMPLATE.search(body, 0, _HEAD):
        rejected = (*rejected, Rejected("unfilled_template", "document"))
    if parsed.format == ICALENDAR:
        rejected = as_written(rejected, body)
    reading = Reading(parsed.format, _outcome(parsed, listings, rejected), tuple(listings), rejected)
    # What is too large for a parser is too large for a second look.
    if reading.outcome is Outcome.TOO_LARGE:
        return reading
    if context.with_remarks:
        reading = replace(reading, remarks=_remarks(parsed, body, context, tools))
    return _going_on(_with_surroundings(reading, body, context), body, context)


def _telling(records: Iterable[Placed], count: int, tell: Tell) -> Iterable[Placed]:
    """Tell the listings part by part, the last of so many excepted: they come with the reading itself."""
    part: list[Listing] = []
    for number, placed in enumerate(records, 1):
        if isinstance(placed[1], Listing):
            part.append(placed[1])
        if len(part) == AT_ONCE and number < count:  # at once, not when the next are read: others wait for it
            tell(part)
            part = []
        yield placed


def _remarks(parsed: Parsed, body: bytes, context: ReadContext, tools: Tools) -> tuple[Remark, ...]:
    try:
        return remarks_on(parsed, body, context, tools.gazetteer)
    except Exception:  # noqa: BLE001 - a fault here costs a remark, never a listing
        return ()


def _with_surroundings(reading: Reading, body: bytes, context: ReadContext) -> Reading:
    """Add what the document says besides its records. A fault here costs no listing."""
    try:
        bare = strip_marks(body)
        is_page = bare.startswith(b"<") and detect(bare)[0] is Found.HTML
        links = discover(body, context.url) if is_page and reading.format != JSON_LD else ()
        hint_s = None if is_page else poll_hint(bare)
        hub = NONE if is_page else _hub(bare, reading.format)
    except Exception:  # noqa: BLE001 - hints are welcome and not needed
        return reading
    return replace(reading, poll_hint_s=hint_s, is_page=is_page, alternates=links, links=hub)


def _hub(bare: bytes, name: str | None) -> Links:
    if name == JSON_FEED:
        return links_in_json_feed(load_json(bare)) if len(bare) <= _LARGEST_PAGE else NONE
    return links_in_feed(bare) if bare.startswith(b"<") else NONE


def _going_on(reading: Reading, body: bytes, context: ReadContext) -> Reading:
    """Add where a list goes on; one that cannot be followed to its end says that it was cut off."""
    if reading.format not in PAGED or reading.outcome not in {Outcome.OK, Outcome.EMPTY}:
        return reading
    try:
        again = detect(strip_marks(body))[1] if len(body) <= _LARGEST_PAGE else None
        following, is_cut = next_page(reading.format, again, context.url) if again else (None, True)
    except Exception:  # noqa: BLE001 - then the rest of the list is not known, and nothing counts as gone
        following, is_cut = None, True
    cut = (Rejected("too_many_items", "the list goes on"),) if is_cut else ()
    return replace(reading, next_page=following, rejected=(*reading.rejected, *cut))


def _kept_apart(placed: Iterable[tuple[str, Listing]]) -> tuple[list[Listing], list[Rejected]]:
    """Give listings that share an identity one each, by their start; drop true repeats.

    Some producers use one UID for all dates of a series without saying that it is one.
    """
    kept: list[Listing] = []
    repeated: list[Rejected] = []
    for group in _by_identity(placed):
        unique: dict[str, Listing] = {}
        for where, listing in group:
            if listing.content_hash in unique:
                repeated.append(Rejected("repeated", where, listing.title))
            unique.setdefault(listing.content_hash, listing)
        kept += unique.values() if len(unique) == 1 else _numbered(list(unique.values()))
    return kept, repeated


def _by_identity(placed: Iterable[tuple[str, Listing]]) -> Iterable[list[tuple[str, Listing]]]:
    groups: dict[tuple[str, str], list[tuple[str, Listing]]] = defaultdict(list)
    for where, listing in placed:
        groups[listing.key].append((where, listing))
    return groups.values()


def _numbered(group: list[Listing]) -> list[Listing]:
    used: Counter[str] = Counter()
    apart = []
    for listing in group:
        key = "@".join(filter(None, (listing.recurrence_id, listing.starts.local)))
        used[key] += 1
        apart.append(replace(listing, recurrence_id=key if used[key] == 1 else f"{key}#{used[key]}"))
    return apart


def _with_short_title(each: Rejected) -> Rejected:
    """Cut what is told on the page of the source: a feed may write a megabyte there."""
    if each.title is None or len(each.title) <= LONGEST_TITLE:
        return each
    return replace(each, title=each.title[:LONGEST_TITLE])


def _outcome(parsed: Parsed, listings: list[Listing], rejected: tuple[Rejected, ...]) -> Outcome:
    if parsed.outcome is not None:
        return parsed.outcome
    return Outcome.OK if listings or rejected else Outcome.EMPTY
