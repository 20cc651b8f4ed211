"""What follows from the words of a listing where its source has no field for it, each with its evidence."""

from collections.abc import Iterable
from dataclasses import replace

from services.events.ingest.classify.cfp import call_link, closing_in
from services.events.ingest.classify.language import written_in
from services.events.ingest.classify.stated import facts_in
from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing
from services.events.ingest.normalise.listing import content_hash
from shared.contracts.events import EventKind, Mode
from shared.topics import TopicScore


def concluded(listing: Listing, kind: tuple[EventKind, str], topics: Iterable[TopicScore]) -> Listing:
    """Return the listing with kind and topics, and with what its text alone says; its hash is of it without.

    A field of the source is believed before its text, whatever the text says.
    """
    scores, text = tuple(topics), listing.description
    told = {it.field: it for it in facts_in(listing.title, text)}
    mode = _mode(listing.mode, told.get("mode"))
    if mode == listing.mode:
        told.pop("mode", None)
    language = None if listing.languages or not text else written_in(f"{listing.title}\n{text}")
    if language:
        told["language"] = Fact("language", language, "its text is written in it")
    closing = None if listing.cfp_closes or not text else closing_in(text, listing.starts.day)
    if closing:
        told["cfp_closes"] = Fact("cfp_closes", closing[0].local, closing[1])
    told |= {it.field: it for it in listing.facts}
    return replace(
        listing,
        kind=kind[0],
        topics=tuple((score.id, round(score.confidence, 4)) for score in scores),
        mode=mode,
        languages=(language,) if language else listing.languages,
        cfp_url=listing.cfp_url or call_link(text),
        cfp_closes=closing[0] if closing else listing.cfp_closes,
        facts=(*(told[field] for field in sorted(told.keys() - {"kind"})), *_evidence(kind, scores)),
        content_hash=content_hash(listing),
    )


def _mode(known: Mode | None, told: Fact | None) -> Mode | None:
    """A link to a meeting makes online what is nowhere; calendars put such links on every entry."""
    if told is None or (known is Mode.IN_PERSON and told.value != Mode.HYBRID):
        return known
    return Mode(told.value) if known in {None, Mode.IN_PERSON} else known


def _evidence(kind: tuple[EventKind, str], topics: Iterable[TopicScore]) -> Iterable[Fact]:
    if kind[1]:
        yield Fact("kind", kind[0].value, kind[1])
    for score in topics:
        yield Fact("topic", score.id, score.evidence)
