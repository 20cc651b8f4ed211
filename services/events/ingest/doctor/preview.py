"""The feed doctor: look at an address and at what it leads to, and say what is there. Nothing is kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from services.events.ingest.doctor import doctor
from services.events.ingest.doctor.advice import advice
from services.events.ingest.fetch.outcome import Fetched
from services.events.ingest.look.look import Look, Looking, look
from services.events.ingest.look.seek import seek
from services.events.ingest.model import Listing, Reading
from services.events.ingest.when import sort_utc
from services.events.push.offer import links_in_header, offer
from services.events.sources.hosts.known_hosts import Rewrite
from services.events.sources.model import Source, SourceSpec
from services.events.sources.schedule import NEAR, Pace, next_fetch, slowest
from shared.contracts.sources.doctor import Alternate, Finding, LookedAt, PollPlan, SeenEvent, SourcePreview

SHOWN_EVENTS = 20
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """The address that was given. What is watched already (`source_id`) is looked at as it is."""

    url: str
    source_id: str | None = None
    behind: Rewrite | None = None
    """The feed that the table of known hosts names for it."""
    left_out: Sequence[str] = ()
    """Names of private parameters that it held."""


async def preview(asked: Asked, tools: Looking) -> SourcePreview:
    """Return what an address holds for us, what is wrong with it, and what we would do."""
    known = asked.behind
    here = await look(known.url if known else asked.url, f"it is {known.name}" if known else "", tools)
    steps = [here] if known else []
    if known and not here.is_good:
        here = await look(asked.url, "the page that was given", tools)
        steps.append(here)
    page = here
    if here.reading and here.reading.is_page and asked.source_id is None:
        sought = await seek(here, tools, beyond_links=True)
        steps += sought.steps
        here = sought.found or here
    findings = [*await _findings(here, tools), *doctor.of_left_out(asked.left_out)]
    return _answer(asked, here, page, steps, findings, tools)


async def _findings(here: Look, tools: Looking) -> list[Finding]:
    if here.reading is None or here.document is None or here.answer is None:
        return doctor.of_failure(here.reason)
    found = [
        *doctor.of_reading(here.reading, tools.now, is_vouched=tools.spec.is_vouched),
        *doctor.of_answer(here.answer, here.document, here.url),
    ]
    if here.reading.is_page and here.reading.listings and not (leave := await tools.leave(here.url)).is_given:
        found += doctor.of_failure(leave.outcome)
    return found


def _answer(
    asked: Asked, here: Look, page: Look, steps: Sequence[Look], findings: Sequence[Finding], tools: Looking
) -> SourcePreview:
    reading = here.reading
    links = [it for it in page.reading.alternates if it.url != here.url] if page.reading else []
    plan = None
    if reading and here.document and here.is_good:
        plan = _plan(tools.spec, here.url, here.document.fetched, reading, tools.now)
    return SourcePreview(
        url=here.url,
        given_url=asked.url,
        status=here.answer.status if here.answer else None,
        format=reading.format if reading else None,
        outcome=reading.outcome.value if reading else here.reason,
        count=len(reading.listings) if reading else 0,
        events=_first(reading.listings, tools.now) if reading else (),
        findings=doctor.in_order(findings),
        alternates=tuple(Alternate(url=it.url, kind=it.kind, title=it.title) for it in links),
        steps=tuple(_step(each) for each in steps),
        plan=plan,
        source_id=asked.source_id,
    )


def not_wanted(source: Source) -> SourcePreview:
    """Return what is said of a source that its publisher has stopped or paused: nothing is fetched."""
    reason = "stopped_by_publisher" if source.state.stopped else "paused_by_publisher"
    return SourcePreview(
        url=source.spec.url, given_url=source.spec.url, status=None, format=None, outcome=reason, count=0,
        events=(), findings=tuple(doctor.of_failure(reason)), alternates=(), steps=(), plan=None,
        source_id=source.id,
    )  # fmt: skip


def _hours(seconds: int) -> str:
    hours = f"{seconds / _HOUR_S:.3g}"
    return f"{hours} hour{'' if hours == '1' else 's'}"


def _step(seen: Look) -> LookedAt:
    if seen.is_good and seen.reading:
        count = len(seen.reading.listings)
        said = f"{count} event{'' if count == 1 else 's'}" if count else "no events"
    else:
        said = advice(seen.reason)[1]
    return LookedAt(url=seen.url, because=seen.because, outcome=seen.reason, message=said)


def _first(listings: tuple[Listing, ...], now: datetime) -> tuple[SeenEvent, ...]:
    """Return the first events: those to come before those that are over."""

    def rank(it: Listing) -> tuple[bool, datetime]:
        return sort_utc(it.ends or it.starts, end=True) < now, sort_utc(it.starts)

    return tuple(_seen(listing) for listing in sorted(listings, key=rank)[:SHOWN_EVENTS])


def _seen(listing: Listing) -> SeenEvent:
    place = listing.place
    return SeenEvent(
        title=listing.title,
        starts_at=listing.starts.to_moment(),
        ends_at=listing.ends.to_moment() if listing.ends else None,
        venue=place.venue if place else None,
        city=place.city if place else None,
        country=place.country if place else None,
        url=listing.url,
    )


def _plan(spec: SourceSpec, url: str, fetched: Fetched, reading: Reading, now: datetime) -> PollPlan:
    has_validators = bool(fetched.validators.to_headers()) and reading.next_page is None
    soonest = min((start for it in reading.listings if (start := sort_utc(it.starts)) >= now), default=None)
    pace = Pace(
        spec.every_s,
        hint_s=slowest(fetched.fresh_s, reading.poll_hint_s),
        next_event=soonest,
        has_validators=has_validators,
        most_often_s=spec.most_often_s,
    )
    due = next_fetch(pace, now, spread=0.0)
    is_near = soonest is not None and soonest - now <= NEAR
    why = [
        *_pace(spec, fetched, reading),
        *_look_again(reading, has_validators=has_validators, is_near=is_near),
        *_beside(url, fetched, reading),
    ]
    return PollPlan(url=url, every_s=int((due - now).total_seconds()), because=tuple(why))


def _pace(spec: SourceSpec, fetched: Fetched, reading: Reading) -> Iterator[str]:
    yield f"every {_hours(spec.every_s)} unless something speaks for another pace"
    asked_s = slowest(fetched.fresh_s, reading.poll_hint_s)
    if asked_s > spec.every_s:
        yield f"it asks for {_hours(asked_s)} between fetches"
    if spec.most_often_s:
        yield f"its publisher allows a fetch in {_hours(spec.most_often_s)}"


def _look_again(reading: Reading, *, has_validators: bool, is_near: bool) -> Iterator[str]:
    if reading.next_page is not None:
        yield "a list in several pages is fetched whole, once a day"
    elif not has_validators:
        yield "without ETag or Last-Modified it is fetched once a day"
    elif is_near:
        yield "hourly while an event starts within two days"


def _beside(url: str, fetched: Fetched, reading: Reading) -> Iterator[str]:
    if offer(links_in_header(fetched.link), reading.links, url):
        yield "it names a hub: once that has confirmed, it tells us of news and a daily look is enough"
    if reading.is_page:
        yield "a page is read only where robots.txt allows it"
