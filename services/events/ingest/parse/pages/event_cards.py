"""Events of a page without markup for them: a box that its class calls an event, with a heading and a time.

Drupal (`node--type-event`), Squarespace (`eventlist-event`), themes and generators (`event-card`) write so.
The time is that of `<time>` (https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-time-element);
one that tells when a post was published is none. Words are read by `event_cards_in_words`.
"""

import re
from collections.abc import Callable, Iterator
from datetime import time as time_of_day
from html import unescape
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from services.events.ingest.model import RawListing, Rejected
from services.events.ingest.normalise.when import read_date
from services.events.ingest.parse.dates.clock_words import clock_of
from services.events.ingest.parse.lists.told_lines import facts_of
from services.events.ingest.parse.pages.card_clocks import on_clock_of_place, texts_of, with_clock
from services.events.ingest.parse.wire.dom import attribute, classes, next_to, words_of

FORMAT: Final = "event_cards"
MAX_TIMES: Final = 2000
_DAY_LENGTH: Final = len("2027-05-19")
_COLON: Final = re.compile(r"(?<![\d:])\d{1,2}:\d\d(?![\d:])(?:\s*[ap]\.?m\b\.?)?", re.IGNORECASE)
_LONGEST_WORDS: Final = 100
_HIGHEST: Final = 12
"""Elements above a time among which its box is looked for."""
_MOST_NAMED: Final = 20
_MOST_TIMES: Final = 2
"""Times of one box: start and end. One that holds more is the box of a list."""
_BOX: Final = re.compile(
    r"(?!(?:category|cat|tag|term|has|is)-)(?:[a-z0-9]+[-_]+){0,4}"
    r"(?:event(?:[-_]+[a-z0-9]+){0,3}|events(?:[-_]+list)?[-_]+(?:card|item|box|entry|teaser|row))"
)
_OF_A_POST: Final = re.compile(r"publish|updated|modified|posted|entry-date|post-date", re.IGNORECASE)
_HEADINGS: Final = "h1, h2, h3, h4, h5"
_STYLED_HEADINGS: Final = ".h1 a[href], .h2 a[href], .h3 a[href], .h4 a[href], .h5 a[href]"
"""Links that Bootstrap shows as headings: https://getbootstrap.com/docs/5.3/content/typography/ ."""
_TITLES: Final = "[class*=title], [class*=Title], [class*=name], [class*=Name]"
"""What a box without a heading may call itself by."""
_TITLED: Final = re.compile(r"(?:[a-z0-9]+[-_]+){0,4}(?:title|name)")
_LABELS: Final = re.compile(
    r"lbl|label|organi[sz]er|speaker|venue|location|place|user|author|file|date|time", re.IGNORECASE
)
HUMP: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
TIMES: Final = (
    "time[datetime], [itemprop=startDate][content], [class*=date] span[content], [class*=date] meta[content]"
)
"""Elements that tell a moment to programs; one of microdata may lack the item that it is a property of,
or even its name: so do the calendars of chambers of commerce (GrowthZone)."""
_PLACES: Final = "[class*=location], [class*=venue], [class*=address], [class*=place]"
_PINS: Final = "[class*=map-marker], [class*=map-pin], [class*=location-dot], [class*=geo-alt]"
"""Icons of a pin, as Font Awesome, Bootstrap and others call them; beside one stands the place."""
_LONGEST_PLACE: Final = 150
_MOST_LINES: Final = 12
_TOWNS: Final = "[class*=event-city], [class*=event_city], [class~=city], [class~=town]"
_LABEL: Final = re.compile(r"(?i:where|location|venue)(?:\s*:\s*|\s+|(?=[A-Z]))(?=\S)")
"""What a field says it is before it says it; the two stand in boxes of their own, `LocationTown Hall`."""


def cards_of_page(tree: LexborHTMLParser) -> Iterator[RawListing | Rejected]:
    """Yield every such event, in the order of its times."""
    return cards(tree, TIMES, lambda time: [moment] if (moment := moment_of_time(time)) else [])


def cards(
    tree: LexborHTMLParser, selector: str, told_of: Callable[[LexborNode], list[str]]
) -> Iterator[RawListing | Rejected]:
    """Yield the event of each box that holds elements which tell one moment in all, or a start and an end."""
    boxes: dict[int, tuple[LexborNode, list[str]]] = {}
    known: dict[int, bool] = {}
    nodes = tree.css(selector)
    for node in nodes[:MAX_TIMES]:
        moments = [] if is_of_a_post(node) else told_of(node)
        box = box_of(node, known) if moments else None
        if box is not None:
            boxes.setdefault(box.mem_id, (box, []))[1].extend(moments)
    for number, (box, moments) in enumerate(boxes.values(), 1):
        timed = {moment[:_DAY_LENGTH] for moment in moments if len(moment) > _DAY_LENGTH}
        told = list(dict.fromkeys(moment for moment in moments if moment not in timed))
        told = with_clock(box, *told) if len(told) == 1 else told
        if len(told) <= _MOST_TIMES and (found := card(box, told, f"event {number}")):
            yield found
    if len(nodes) > MAX_TIMES:
        yield Rejected("too_many_items", f"after time {MAX_TIMES}")


def moment_of_time(time: LexborNode) -> str | None:
    """Return the moment; Squarespace writes the day for a program, and the time of day for people."""
    moment = attribute(time, "datetime", "content")
    if moment is None or read_date(moment) is None:
        return None
    if len(moment) > _DAY_LENGTH:
        return on_clock_of_place(moment, _clock_of(words_of(time)))
    clock = _clock_of(words_of(time)) or _clock_behind(time)
    return f"{moment}T{clock:%H:%M}" if clock else moment


def _clock_behind(time: LexborNode) -> time_of_day | None:
    """Return the time of day of a `<time>` of its own just behind, which tells programs nothing."""
    found = next_to(time)
    is_bare = found is not None and found.tag == "time" and not attribute(found, "datetime")
    return clock_of(words_of(found)[:_LONGEST_WORDS]) if found is not None and is_bare else None


def _clock_of(words: str) -> time_of_day | None:
    """Return the time of day that the words are, or the only one with a colon among them: `Fri, at 19:00`."""
    clocks = _COLON.findall(words[:_LONGEST_WORDS])
    return clock_of(words) or (clock_of(clocks[0]) if len(clocks) == 1 else None)


def box_of(time: LexborNode, known: dict[int, bool]) -> LexborNode | None:
    """Return the nearest box, or the article with a heading in it; each element is looked through once."""
    node, article = time.parent, None
    for _ in range(_HIGHEST):
        if node is None or node.tag in {"body", "html"}:
            return None
        if node.mem_id not in known:
            known[node.mem_id] = _is_box(node)
        if known[node.mem_id]:
            return article or node
        if node.tag == "article" and node.css_first(_HEADINGS) is not None:
            article = node
        node = node.parent
    return None


def _is_box(node: LexborNode) -> bool:
    is_named = any(_BOX.fullmatch(HUMP.sub("-", name[:80]).lower()) for name in classes(node)[:50])
    return is_named and title_of(node) is not None


def title_of(box: LexborNode) -> LexborNode | None:
    """Return what names the box: its heading, or the first element that is called a title or name."""
    if heading := box.css_first(_HEADINGS):
        return heading
    if linked := box.css_first(_STYLED_HEADINGS):
        return linked
    named = (node for node in box.css(_TITLES)[:_MOST_NAMED] if node.mem_id != box.mem_id)
    return next((node for node in named if _is_title(node)), None)


def _is_title(node: LexborNode) -> bool:
    names = [HUMP.sub("-", name[:80]).lower() for name in classes(node)]
    is_called = any(_TITLED.fullmatch(name) for name in names)
    return is_called and not any(_LABELS.search(name) for name in names) and bool(words_of(node))


def is_of_a_post(time: LexborNode) -> bool:
    """Tell whether a day is that of a publication, by what its element is called."""
    said = f"{time.attributes.get('class')} {time.attributes.get('itemprop')}"
    return _OF_A_POST.search(said[:300]) is not None


def card(
    box: LexborNode, moments: list[str], where: str, heading: LexborNode | None = None
) -> RawListing | None:
    """Read the box as an event at these moments; None where its heading says nothing."""
    heading = heading or title_of(box)
    title = words_of(heading) if heading else None
    if heading is None or not title:
        return None
    around = box.parent if box.parent and box.parent.tag == "a" else None
    own = heading if heading.tag == "a" else heading.css_first("a[href]")
    # A page's own heading needs no link: those below it lead to who speaks, or to the tickets.
    link = own or around or (None if heading.tag == "h1" else box.css_first("a[href]"))
    return RawListing(
        title=title,
        starts=moments[0],
        ends=moments[1] if len(moments) > 1 else None,
        address=_place_of(box),
        url=attribute(link, "href") if link else None,
        where=where,
    )


def _place_of(box: LexborNode) -> str | None:
    """Return the place by what an element is called, the pin that stands before its words, or a line.

    `<p>18:00 · Old Mill</p>`.
    """
    if (named := box.css_first(_PLACES) or box.css_first(_TOWNS)) and (place := _address(named)):
        return place
    pin = box.css_first(_PINS)
    around = pin.parent if pin and pin.parent and pin.parent.mem_id != box.mem_id else None
    place = _address(around) if around else None
    if place and len(place) <= _LONGEST_PLACE:
        return place
    lines = (*texts_of(box), *(words_of(line) for line in box.css("p, li")[:_MOST_LINES]))
    return next(filter(None, (facts_of(line[:_LONGEST_PLACE]).get("address") for line in lines)), None)


def _address(place: LexborNode) -> str | None:
    """Return what the element says of the place; behind a bar stands something else, `Berlin | 40 going`."""
    words = _LABEL.sub("", unescape(words_of(place)).partition(" | ")[0].removesuffix("(map)"), count=1)
    return words.strip() or None
