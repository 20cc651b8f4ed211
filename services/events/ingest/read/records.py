"""The records of a document to listings: normalise ▸ classify, some at a time. One never costs another."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from services.events.ingest.classify.classify import TopicClassifier, classified
from services.events.ingest.classify.off_topic import off_topic, shut_or_taken
from services.events.ingest.classify.spam import is_spam
from services.events.ingest.model import Listing, RawListing, ReadContext, Rejected
from services.events.ingest.normalise.home_town import home_town
from services.events.ingest.normalise.likely import likely_country
from services.events.ingest.normalise.listing import to_listing
from services.events.ingest.parse.records.title_parts import without_day_in_title
from services.events.ingest.parse.wire.parsed import Parsed
from shared.places.gazetteer import Gazetteer

AT_ONCE: Final = 50
"""Records that take each step together: what a step needs stays in the processor's cache for all of them."""
Placed = tuple[str, Listing | Rejected]
"""Where a record stands, and what came of it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What reading needs besides the bytes: built once, shared, immutable."""

    gazetteer: Gazetteer
    classifier: TopicClassifier


def read_records(
    parsed: Parsed, context: ReadContext, tools: Tools, is_late: Callable[[], bool]
) -> Iterator[Placed]:
    """Yield what comes of each record, in order; `too_many_items` once `is_late` says so."""
    records = parsed.listings
    likely, named = likely_country(records, context.url, tools.gazetteer)
    home = home_town(records, tools.gazetteer)
    context = replace(context, likely_country=likely, named_countries=named, home=home)
    for start in range(0, len(records), AT_ONCE):
        raws = records[start : start + AT_ONCE]
        read = [
            Rejected("too_many_items", raw.where) if is_late() else _normalised(raw, context, tools.gazetteer)
            for raw in raws
        ]
        told = [(raw, it) for raw, it in zip(raws, read, strict=True) if isinstance(it, Listing)]
        whole = iter(_classified(told, parsed.format, context, tools.classifier))
        for raw, it in zip(raws, read, strict=True):
            yield raw.where, (it if isinstance(it, Rejected) else next(whole))


def _normalised(raw: RawListing, context: ReadContext, gazetteer: Gazetteer) -> Listing | Rejected:
    try:
        listing = to_listing(without_day_in_title(raw), context, gazetteer)
        if isinstance(listing, Rejected):
            return listing
        if not context.is_vouched and is_spam(listing.title, listing.description):
            return Rejected("advertising", raw.where, listing.title)
        matter = shut_or_taken(listing) if context.is_vouched else off_topic(listing)
        return Rejected(matter.value, raw.where, listing.title) if matter else listing
    except Exception as error:  # noqa: BLE001 - one bad record never costs its neighbours
        return _failed(raw, error)


def _classified(
    told: Sequence[tuple[RawListing, Listing]],
    source_format: str | None,
    context: ReadContext,
    classifier: TopicClassifier,
) -> Sequence[Listing | Rejected]:
    """Classify all together; where one fails, each by itself."""
    try:
        return classified(told, source_format, context.topic_hints, classifier)
    except Exception as error:  # noqa: BLE001 - see above
        if len(told) == 1:
            return [_failed(told[0][0], error)]
        return [it for each in told for it in _classified([each], source_format, context, classifier)]


def _failed(raw: RawListing, error: Exception) -> Rejected:
    return Rejected(f"reader_failed_{type(error).__name__}", raw.where)
