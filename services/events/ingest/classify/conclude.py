"""What follows from the words of a listing where its source has no field for it, each with its evidence."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from services.events.ingest.classify.cfp import call_link, closing_in
from services.events.ingest.classify.language import written_in
from services.events.ingest.classify.stated import facts_in
from services.events.ingest.fact import Fact
from services.events.ingest.model import Listing
from shared.contracts.events import EventKind, Mode
from shared.topics import TopicScore


def concluded(listing: Listing, kind: tuple[EventKind, str], topics: Iterable[TopicScore]) -> Listing:
    """Return the listing with kind and topics, and with what its text alone says.

    A field of the source is believed before its text, whatever the text says.
    """
    scores = tuple(topics)
    told = {it.field: it for it in facts_in(listing.title, listing.description)}
    whole = replace(
        listing,
        kind=kind[0],
        topics=tuple((score.id, round(score.confidence, 4)) for score in scores),
        cfp_url=listing.cfp_url or call_link(listing.description),
        mode=_mode(listing.mode, told.get("mode")),
    )
    if whole.mode == listing.mode:
        told.pop("mode", None)
    whole = _with_deadline(_with_language(whole, told), told)
    told |= {it.field: it for it in listing.facts}
    return replace(whole, facts=(*_sorted(told), *_evidence(kind, scores)))


def _mode(known: Mode | None, told: Fact | None) -> Mode | None:
    """A link to a meeting makes online what is nowhere; calendars put such links on every entry."""
    if told is None or (known is Mode.IN_PERSON and told.value != Mode.HYBRID):
        return known
    return Mode(told.value) if known in {None, Mode.IN_PERSON} else known


def _with_language(listing: Listing, told: dict[str, Fact]) -> Listing:
    if listing.languages or not listing.description:
        return listing
    language = written_in(f"{listing.title}\n{listing.description}")
    if language is None:
        return listing
    told["language"] = Fact("language", language, "its text is written in it")
    return replace(listing, languages=(language,))


def _with_deadline(listing: Listing, told: dict[str, Fact]) -> Listing:
    found = None if listing.cfp_closes else closing_in(listing.description, listing.starts.day)
    if found is None:
        return listing
    told["cfp_closes"] = Fact("cfp_closes", found[0].local, found[1])
    return replace(listing, cfp_closes=found[0])


def _sorted(told: Mapping[str, Fact]) -> Iterable[Fact]:
    return (told[field] for field in sorted(told))


def _evidence(kind: tuple[EventKind, str], topics: Iterable[TopicScore]) -> Iterable[Fact]:
    if kind[1]:
        yield Fact("kind", kind[0].value, kind[1])
    for score in topics:
        yield Fact("topic", score.id, score.evidence)
