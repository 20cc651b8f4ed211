"""Events of a page without markup for them: a box that its class calls an event, with a heading and a time.

Drupal (`node--type-event`), Squarespace (`eventlist-event`), themes and generators (`event-card`) write so.
The time is that of `<time>` (https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element);
one that tells when a post was published is none. Words are read by `event_cards_in_words`.
"""

import re
from collections.abc import Iterator
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clock_of
from services.events.ingest.parse.wire.dom import attribute, classes, words_of

FORMAT: Final = "event_cards"
MAX_TIMES: Final = 2000
_DAY_LENGTH: Final = len("2027-05-19")
_HIGHEST: Final = 12
"""Elements above a time among which its box is looked for."""
_MOST_TIMES: Final = 2
"""Times of one box: start and end. One that holds more is the box of a list."""
_BOX: Final = re.compile(
    r"(?!(?:category|cat|tag|term|has|is)-)(?:[a-z0-9]+[-_]+){0,4}event(?:[-_]+[a-z0-9]+){0,3}"
)
_OF_A_POST: Final = re.compile(r"publish|updated|modified|posted|entry-date|post-date", re.IGNORECASE)
_HEADINGS: Final = "h1, h2, h3, h4, h5"
_PLACES: Final = "[class*=location], [class*=venue], [class*=address]"
_LABEL: Final = re.compile(r"(?i:where|location|venue)(?:\s*:\s*|\s+|(?=[A-Z]))(?=\S)")
"""What a field says it is before it says it; the two stand in boxes of their own, `LocationTown Hall`."""


def cards_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every such event, in the order of its times."""
    boxes: dict[int, tuple[LexborNode, list[str]]] = {}
    known: dict[int, bool] = {}
    times = tree.css("time[datetime]")
    for time in times[:MAX_TIMES]:
        moment = moment_of_time(time)
        box = box_of(time, known) if moment and not is_of_a_post(time) else None
        if box is not None and moment:
            boxes.setdefault(box.mem_id, (box, []))[1].append(moment)
    for number, (box, moments) in enumerate(boxes.values(), 1):
        timed = {moment[:_DAY_LENGTH] for moment in moments if len(moment) > _DAY_LENGTH}
        told = list(dict.fromkeys(moment for moment in moments if moment not in timed))
        if len(told) <= _MOST_TIMES and (found := card(box, told, f"event {number}")):
            yield found
    if len(times) > MAX_TIMES:
        yield Rejected("too_many_items", f"after time {MAX_TIMES}")


def moment_of_time(time: LexborNode) -> str | None:
    """Return the moment; Squarespace writes the day for a program, and the time of day for people."""
    moment = attribute(time, "datetime")
    if moment is None or read_date(moment) is None:
        return None
    clock = clock_of(words_of(time)) if len(moment) == _DAY_LENGTH else None
    return f"{moment}T{clock:%H:%M}" if clock else moment


def box_of(time: LexborNode, known: dict[int, bool]) -> LexborNode | None:
    """Return the nearest box; each element above times is looked through once."""
    node = time.parent
    for _ in range(_HIGHEST):
        if node is None or node.tag in {"body", "html"}:
            return None
        if node.mem_id not in known:
            known[node.mem_id] = _is_box(node)
        if known[node.mem_id]:
            return node
        node = node.parent
    return None


def _is_box(node: LexborNode) -> bool:
    is_named = any(_BOX.fullmatch(name.lower()[:80]) for name in classes(node)[:50])
    return is_named and node.css_first(_HEADINGS) is not None


def is_of_a_post(time: LexborNode) -> bool:
    """Tell whether a day is that of a publication, by what its element is called."""
    said = f"{time.attributes.get('class')} {time.attributes.get('itemprop')}"
    return _OF_A_POST.search(said[:300]) is not None


def card(box: LexborNode, moments: list[str], where: str) -> RawListing | None:
    """Read the box as an event at these moments; None where its heading says nothing."""
    heading = box.css_first(_HEADINGS)
    title = words_of(heading) if heading else None
    if heading is None or not title:
        return None
    around = box.parent if box.parent and box.parent.tag == "a" else None
    link = heading.css_first("a[href]") or around or box.css_first("a[href]")
    place = box.css_first(_PLACES)
    return RawListing(
        title=title,
        starts=moments[0],
        ends=moments[1] if len(moments) > 1 else None,
        address=_LABEL.sub("", words_of(place).removesuffix("(map)"), count=1).strip() or None
        if place
        else None,
        url=attribute(link, "href") if link else None,
        where=where,
    )
