"""The same calendar as text, as JSON (jCal) and as XML (xCal) gives the same listings."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.model import Outcome, RawListing, Rejected
from services.events.ingest.parse.document import parse_document
from services.events.ingest.parse.wire.contentlines import Property, written
from services.events.ingest.parse.wire.parsed import Parsed
from tests.support.reading import calendar, context, parse_json

TEXT = calendar(
    r"""UID:1
SUMMARY:Talk\, code\; drinks
DESCRIPTION:Two\nlines
DTSTART;TZID=Europe/Berlin:20270519T190000
DTEND;TZID=Europe/Berlin:20270519T210000
RRULE:FREQ=WEEKLY;COUNT=2;BYDAY=WE
GEO:52.5;13.4
CATEGORIES:a,b
ORGANIZER;CN=Club:mailto:x@y.example""",
    "UID:2\nSUMMARY:Fair\nDTSTART;VALUE=DATE:20270601\nDTEND;VALUE=DATE:20270603",
    "UID:3\nSUMMARY:Someday",
)
FIRST: list[Any] = [
    ["uid", {}, "text", "1"],
    ["summary", {}, "text", "Talk, code; drinks"],
    ["description", {}, "text", "Two\nlines"],
    ["dtstart", {"tzid": "Europe/Berlin"}, "date-time", "2027-05-19T19:00:00"],
    ["dtend", {"tzid": "Europe/Berlin"}, "date-time", "2027-05-19T21:00:00"],
    ["rrule", {}, "recur", {"freq": "WEEKLY", "count": 2, "byday": ["WE"]}],
    ["geo", {}, "float", [52.5, 13.4]],
    ["categories", {}, "text", "a", "b"],
    ["organizer", {"cn": "Club"}, "cal-address", "mailto:x@y.example"],
]
SECOND: list[Any] = [
    ["uid", {}, "text", "2"],
    ["summary", {}, "text", "Fair"],
    ["dtstart", {}, "date", "2027-06-01"],
    ["dtend", {}, "date", "2027-06-03"],
]
THIRD: list[Any] = [["uid", {}, "text", "3"], ["summary", {}, "text", "Someday"], "odd"]
JCAL: Any = [
    "vcalendar",
    [["version", {}, "text", "2.0"]],
    [["vevent", FIRST, []], ["vevent", SECOND, []], ["vevent", THIRD, []]],
]
XCAL = """<?xml version="1.0"?><icalendar xmlns="urn:ietf:params:xml:ns:icalendar-2.0"><vcalendar>
<properties><version><text>2.0</text></version></properties><components>
<vevent><properties><uid><text>1</text></uid><summary><text>Talk, code; drinks</text></summary>
<description><text>Two
lines</text></description>
<dtstart><parameters><tzid><text>Europe/Berlin</text></tzid></parameters>
<date-time>2027-05-19T19:00:00</date-time></dtstart>
<dtend><parameters><tzid><text>Europe/Berlin</text></tzid></parameters>
<date-time>2027-05-19T21:00:00</date-time></dtend>
<rrule><recur><freq>WEEKLY</freq><count>2</count><byday>WE</byday></recur></rrule>
<geo><latitude>52.5</latitude><longitude>13.4</longitude></geo>
<categories><text>a</text><text>b</text></categories>
<organizer><parameters><cn><text>Club</text></cn></parameters>
<cal-address>mailto:x@y.example</cal-address></organizer></properties></vevent>
<vevent><properties><uid><text>2</text></uid><summary><text>Fair</text></summary>
<dtstart><date>2027-06-01</date></dtstart><dtend><date>2027-06-03</date></dtend></properties></vevent>
<vevent><properties><uid><text>3</text></uid><summary><text>Someday</text></summary></properties></vevent>
</components></vcalendar></icalendar>"""


def unplaced(parsed: Parsed) -> tuple[list[object], ...]:
    """Return listings and rejections without where they stood, which each notation counts its own way."""
    kept = [replace(each, where="") for each in parsed.listings]
    return (list(kept), [(each.reason, each.title) for each in parsed.rejected])


def test_jcal_reads_as_the_text_it_stands_for() -> None:
    """Rules, lists, structures, zones and whole days."""
    plain = parse_document(TEXT.encode(), context())
    read = parse_json(JCAL)
    assert (len(plain.listings), plain.rejected) == (3, (Rejected("no_date", "line 20", "Someday"),))
    assert (read.format, unplaced(read)) == ("jcal", unplaced(plain))
    assert read.rejected[0].where == "component 4"


def test_xcal_reads_as_the_text_it_stands_for() -> None:
    """The notation of RFC 6321."""
    read = parse_document(XCAL.encode(), context())
    assert (read.format, unplaced(read)) == ("xcal", unplaced(parse_document(TEXT.encode(), context())))


def test_a_rule_of_xcal_stands_also_without_the_box_around_its_parts() -> None:
    """So the All-in-One Event Calendar writes it."""
    bare = XCAL.replace("<recur>", "").replace("</recur>", "<parameters/>")
    assert unplaced(parse_document(bare.encode(), context())) == unplaced(
        parse_document(XCAL.encode(), context())
    )


def test_the_draft_of_xcal_has_plain_text_in_its_properties() -> None:
    """As conference tools write it; a document cut off keeps what came before the cut."""
    draft = """<?xml version="1.0"?><iCalendar xmlns:p="http://pentabarf.org"><vcalendar><version>2.0</version>
    <vevent><uid>7@c.example</uid><dtstart>20270519T090000</dtstart><summary>Opening, hall 1</summary>
    <p:event-id>7</p:event-id></vevent><vevent><uid>8</uid>"""
    read = parse_document(draft.encode(), context())
    assert read.listings == (
        RawListing(
            uid="7@c.example",
            title="Opening, hall 1",
            starts="2027-05-19T09:00:00",
            where="component 2",
        ),
    )
    assert [each.reason for each in read.rejected] == ["cut_off_malformed", "no_date"]


def test_a_calendar_within_another_of_xcal_is_read_once_and_by_itself() -> None:
    """As wrong as it is, none of its events is lost, and none is read twice."""
    event = "<vevent><uid>{0}</uid><summary>{0}</summary><dtstart>20270519</dtstart></vevent>"
    one, two, three = (event.format(number) for number in (1, 2, 3))
    inner = f"<vcalendar>{two}</vcalendar>"
    whole = f"<icalendar><vcalendar><components>{one}{inner}{three}</components></vcalendar></icalendar>"
    read = parse_document(whole.encode(), context())
    assert [(it.uid, it.where) for it in read.listings] == [
        ("1", "component 2"),
        ("3", "component 3"),
        ("2", "component 5"),
    ]


def test_xcal_with_an_entity_is_not_read() -> None:
    """A declared document type ends the reading."""
    bomb = b'<?xml version="1.0"?><!DOCTYPE icalendar [<!ENTITY a "b">]><icalendar><vcalendar/></icalendar>'
    read = parse_document(bomb, context())
    assert (read.outcome, read.listings) == (Outcome.UNREADABLE, ())


@given(st.text(alphabet=st.sampled_from("ab\\;,\nnN "), max_size=20))
def test_what_is_written_as_text_reads_back(text: str) -> None:
    """Escaping is undone exactly."""
    assert Property("X", written(text)).text == text


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["vevent", "dtstart"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=20,
)


@given(_JSON)
def test_any_json_in_a_calendar_is_survived(value: Any) -> None:
    """Whatever stands in a calendar, beside it and in its neighbour, its good event is read."""
    blocks = [value, ["vevent", [value], [value]], ["vevent", SECOND, [value]]]
    odd = json.loads(json.dumps(["vcalendar", [value], blocks]))
    assert "2" in {each.uid for each in parse_json(odd).listings}


def test_html_in_a_text_does_not_make_a_page_of_it() -> None:
    """The outermost element tells."""
    text = (
        "<summary>A</summary><description><![CDATA[<div>b</div>]]></description><dtstart>20270519</dtstart>"
    )
    within = f"<iCalendar><vcalendar><vevent>{text}</vevent></vcalendar></iCalendar>"
    body = f"<?xml version='1.0'?><!-- by us -->{within}".encode()
    assert [(each.title, each.description) for each in parse_document(body, context()).listings] == [
        ("A", "<div>b</div>")
    ]
