"""Events in the markup of a page: microdata, h-event, hCalendar, and microformats as JSON."""

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.wire.parsed import Parsed
from tests.support.reading import context, parse_json, read

FRAME = "<!doctype html><html><body>{}</body></html>"


def parsed(html: str) -> Parsed:
    """Parse the page around some markup."""
    return parse_document(FRAME.format(html).encode(), context())


def only(html: str) -> RawListing:
    """Return the one listing of a page in which nothing is refused."""
    reading = parsed(html)
    assert (reading.rejected, reading.outcome) == ((), None)
    (listing,) = reading.listings
    return listing


def test_microdata_says_what_json_ld_would() -> None:
    """Values come from attributes where they are, nested items keep their own properties."""
    markup = """<div itemscope itemtype="https://schema.org/BusinessEvent" itemid="urn:1">
      <h2 itemprop="name">Expo</h2><a itemprop="url" href="/expo">more</a>
      <time itemprop="startDate" datetime="2027-05-19T09:00+02:00">19 May</time>
      <meta itemprop="endDate" content="2027-05-20T00:00:00">
      <div itemprop="location" itemscope itemtype="https://schema.org/Place"><b itemprop="name">Hall</b>
        <p itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
          <i itemprop="addressLocality">Berlin</i></p></div>
      <span itemprop="organizer" itemscope itemtype="https://schema.org/Organization">
        <span itemprop="name">Club</span><link itemprop="url" href="https://club.example"></span>
      <img itemprop="image" src="a.png">
      <span itemprop="superEvent" itemscope itemtype="https://schema.org/Event"><b itemprop="name">W</b>
      </span>
    </div>"""
    assert only(markup) == RawListing(
        uid="urn:1", title="Expo", starts="2027-05-19T09:00+02:00", ends="2027-05-20", venue="Hall",
        city="Berlin", url="/expo", image_url="a.png", organiser_name="Club",
        organiser_url="https://club.example", categories=("BusinessEvent",), where="item 1",
    )  # fmt: skip


def test_an_h_event_ends_on_its_last_day_and_an_end_may_be_a_clock_time() -> None:
    """The parts of a time may stand in elements of their own."""
    markup = """<div class="h-feed"><div class="h-event"><a class="p-name u-url" href="/camp">Camp</a>
      <span class="dt-start"><time class="value" datetime="2027-06-26">26 June</time>
        from <span class="value">7:30pm</span></span> to <time class="dt-end">22:00</time>
      <span class="p-location h-card"><b class="p-name">Loft</b>, <i class="p-locality">Berlin</i></span>
      <span class="p-category">indieweb</span> <span class="p-category">web</span>
      <div class="e-content"><p>Talk &amp; code</p></div>
      <div class="p-comment h-cite"><span class="p-name">I come</span></div></div></div>"""
    assert only(markup) == RawListing(
        uid="/camp", title="Camp", description="<p>Talk &amp; code</p>", starts="2027-06-26T19:30",
        ends="2027-06-26T22:00", venue="Loft", city="Berlin", url="/camp", categories=("indieweb", "web"),
        where="event 1",
    )  # fmt: skip


def test_hcalendar_ends_a_whole_day_on_the_day_after() -> None:
    """Its class names have no prefix; the machine's form of a date is the title."""
    markup = """<p class="vevent"><a class="url summary" href="https://c.example">Fair</a>
      <abbr class="dtstart" title="20270119">19th</abbr>-<abbr class="dtend" title="20270121">20th</abbr>
      <span class="location">Cubespace, Portland</span>
      <i class="organizer vcard"><b class="fn">Club</b></i></p>"""
    assert only(markup) == RawListing(
        uid="https://c.example", title="Fair", starts="20270119", ends="20270121", all_day=True,
        address="Cubespace, Portland", url="https://c.example", organiser_name="Club", where="event 1",
    )  # fmt: skip


def test_the_name_links_to_the_page_of_an_event_that_names_no_other_and_holds_no_day() -> None:
    inner = '<h2 class="p-name"><a href="/expo">Expo</a></h2><i class="dt-start">2027-05-19</i>'
    outer = '<a href="/expo"><b class="summary">Expo</b></a><i class="dtstart" title="2027-05-19">19</i>'
    day = '<b itemprop="startDate" content="2027-05-19">19</b>'
    item = f'<h2 itemprop="name"><a href="/expo">Expo</a> – {day}</h2>'
    for markup in (
        f'<div itemscope itemtype="https://schema.org/Event">{item}</div>',
        f'<div class="h-event">{inner}</div>',
        f'<div class="vevent">{outer}</div>',
    ):
        assert [(it.title, it.url, it.uid) for it in parsed(markup).listings] == [("Expo", "/expo", "/expo")]


def test_a_fragment_without_a_frame_is_a_page_too() -> None:
    """An embed answers with a bare element."""
    reading = parse_document(
        b'<span class="h-event">Tea <b class="dt-start">2027-01-02</b></span>', context()
    )
    assert [(each.title, each.starts) for each in reading.listings] == [("Tea 2027-01-02", "2027-01-02")]


def test_the_first_markup_with_an_event_speaks_for_the_page() -> None:
    """A page says the same in several ways; a broken block of one is still told."""
    markup = """<script type="application/ld+json">{"@type": "Event", </script>
      <p itemscope itemtype="http://schema.org/Event"><b itemprop="name">A</b></p>
      <p class="h-event">B</p>"""
    reading = parsed(markup)
    assert reading.format == "microdata"
    assert [each.title for each in reading.listings] == ["A"]
    assert reading.rejected == (Rejected("bad_json", "script 1"),)


def test_microformats_as_json_are_read_at_any_depth() -> None:
    """A feed holds its events as children; a place may be words or a card with an address in it."""
    card = {
        "value": "Loft",
        "properties": {"name": ["Loft"], "adr": [{"properties": {"locality": ["Berlin"]}}]},
    }
    event = {
        "type": ["h-event"],
        "properties": {"name": ["Camp"], "start": ["2027-06-30"], "end": ["2027-07-01"], "location": [card],
                       "content": [{"html": "<b>x</b>", "value": "x"}], "url": ["https://c.example"]},
    }  # fmt: skip
    reading = parse_json({"items": [{"type": ["h-feed"], "properties": {}, "children": [event]}], "rels": {}})
    assert reading == Parsed(
        "mf2_json",
        (
            RawListing(
                uid="https://c.example", title="Camp", description="<b>x</b>", starts="2027-06-30",
                ends="2027-07-01", venue="Loft", city="Berlin", url="https://c.example",
                where="items[0].children[0]",
            ),
        ),
    )  # fmt: skip


_ATTRIBUTES = st.sampled_from(
    ["class='h-event'", "class='vevent'", "class='p-name dt-start value'", "class='dt-start'", "class=value",
     "class='dtstart'", "itemscope",
     "itemscope itemtype='http://schema.org/Event'", "itemprop='startDate'", "itemprop='location' itemscope",
     "class='location vcard'", "datetime='7pm'", "title='2027'", "data-sessionid=1", "class='sz-session'"]
)  # fmt: skip
_PIECES = st.one_of(
    st.builds("<{} {}>".format, st.sampled_from(["p", "span", "time", "abbr", "div", "a"]), _ATTRIBUTES),
    st.sampled_from(["</span>", "</div>", "7pm", "2027-01-02", "-08:00", "<", "&"]),
)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_any_nesting_of_markup_is_survived(markup: str) -> None:
    """Every page is read, or has no event markup."""
    reading = parsed(markup)
    assert bool(reading.listings) == (reading.outcome is not Outcome.UNSUPPORTED_FORMAT)


def test_markup_nested_without_end_is_not_looked_into() -> None:
    """Looking into each of thousands of nested elements would cost the square of them."""
    reading = parsed('<div class="h-event">' + '<div class="p-location">' * 400)
    assert (reading.outcome, reading.rejected) == (
        Outcome.UNREADABLE,
        (Rejected("nested_too_deep", "document"),),
    )


def test_starts_that_share_a_summary_are_no_events_of_it() -> None:
    times = '<time class="dtstart" datetime="2027-05-19">19</time>' * 2
    page = f'<html><body><div><h1 class="summary">News</h1>{times}</div></body></html>'
    assert [] == list(read(f"<!doctype html>{page}").listings)
