"""The look of a letter: both parts whole, calm on links, closed to hostile text, small enough."""

import re
from html import unescape
from urllib.parse import urlsplit

import pytest

from services.gateway.digest.due import Schedule
from services.gateway.digest.plan import choose
from services.gateway.digest.render import Imprint, render
from services.gateway.letters.letter import Rendered
from shared.contracts.people import PersonPlan, Reason
from tests.support.letters import (
    a_person,
    a_plan,
    a_reason,
    a_reminder,
    an_event,
    an_event_suggestion,
    in_touch,
)

EVENTS = {event.id: event for event in (an_event(number) for number in range(1, 9))}
ME = "per_00000000000000000000000099"
IMPRINT = Imprint(
    public_url="https://acquaint.test",
    unsubscribe_url="https://acquaint.test/unsubscribe/token",
    schedule=Schedule(),
    timezone="Europe/Berlin",
)


def letter(plan: PersonPlan) -> Rendered:
    return render(choose(plan, EVENTS), IMPRINT)


def html_of(rendered: Rendered) -> str:
    assert rendered.body.html is not None
    return rendered.body.html


def links(html: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'(?:href|src)\s*=\s*"([^"]*)"', html)]


def test_the_text_part_is_whole() -> None:
    plan = a_plan(ME, events=1, people=1).model_copy(
        update={"events": (an_event_suggestion(1, relevant="5-9"),)}
    )
    assert letter(plan).body.text == (
        """Your week, Ada Lovelace
=======================

EVENTS WORTH YOUR TIME

1. Conference 1
   Thu 3 – Fri 4 Dec 2026 · Berlin, Germany
   Two days of talks.
   Why: Reason for event 1.
   5–9 people who may matter to you are going.
   https://acquaint.test/events/evt_00000000000000000000000001

PEOPLE WORTH MEETING

1. Person 1
   Head of nursing · A hospital · Hamburg, DE
   You both go to: Conference 1, Thu 3 – Fri 4 Dec 2026
   Why: Reason for person 1.
   You could ask: Question for person 1?
   https://acquaint.test/events/evt_00000000000000000000000001#per_00000000000000000000000001

Going to one of these? Say so on its page, and next week's people fit it.
https://acquaint.test/

--
You get this letter every Monday at 08:00 (Europe/Berlin), because you have an Acquaint account.
Another day, or less often: https://acquaint.test/letters
It holds no tracking. Stop it here, without signing in:
https://acquaint.test/unsubscribe/token
"""
    )


def test_both_parts_give_every_reason_and_question() -> None:
    rendered = letter(a_plan(ME, events=3, people=5))
    told = [f"Reason for event {number}." for number in (1, 2, 3)]
    told += [f"Reason for person {number}." for number in range(1, 6)]
    told += [f"Question for person {number}?" for number in range(1, 6)]
    assert [line for line in told if line not in html_of(rendered)] == []
    assert [line for line in told if line not in rendered.body.text] == []


@pytest.mark.parametrize("by_chance", [False, True])
def test_people_in_random_order_are_said_to_be(by_chance: bool) -> None:
    plan = a_plan(ME, events=1, people=2)
    people = tuple(one.model_copy(update={"by_chance": by_chance}) for one in plan.people)
    body = letter(plan.model_copy(update={"people": people})).body
    assert [by_chance] * 2 == [
        "This week chance orders this list" in part for part in (body.text, body.html or "")
    ]
    softly = '<p class="soft" style="color:#55606e;">This week chance'  # another colour where it is dark
    assert by_chance == (softly in (body.html or ""))


def test_where_all_of_them_go_is_said_once() -> None:
    one, two, elsewhere = a_person(1), a_person(2), a_person(2, event=2)
    for people, told in (((one, two), (1, 0)), ((one, elsewhere), (0, 2)), ((one,), (0, 1))):
        rendered = letter(a_plan(ME, events=2, people=0).model_copy(update={"people": people}))
        for part in (rendered.body.text, html_of(rendered)):
            assert told == (part.count("You all go to"), part.count("You both go to"))


def test_how_many_go_is_said_once() -> None:
    said = Reason(kind="people", text="5 to 9 people with interests of yours say they go.", evidence=())
    plan = a_plan(ME, events=1, people=2)
    crowd = plan.events[0].model_copy(update={"relevant_people": "5-9", "reasons": (said,)})
    silent = crowd.model_copy(update={"reasons": (a_reason("On nursing."),)})
    texts = [letter(plan.model_copy(update={"events": (one,)})).body.text for one in (crowd, silent)]
    assert [len(re.findall(r"\d people (?:with|who)", text)) for text in texts] == [1, 1]


def test_the_subject_names_nobody() -> None:
    assert letter(a_plan(ME, events=1, people=2)).subject == (
        "Your week: 1 event worth your time, 2 people worth meeting"
    )


def test_a_preview_of_nothing_says_why_and_what_would_help() -> None:
    empty = letter(a_plan(ME, events=0, people=0))
    for part in (unescape(html_of(empty)), empty.body.text):
        assert "no e-mail would come. More interests in your profile" in part


def test_every_link_leads_to_us_and_nothing_is_fetched() -> None:
    html = html_of(letter(a_plan(ME, events=3, people=5)))
    assert {urlsplit(link).netloc for link in links(html)} == {"acquaint.test"}
    assert {urlsplit(link).scheme for link in links(html)} == {"https"}
    assert re.findall(r"<img|<link|<script|<iframe|@import|url\(|background=", html) == []


def test_the_structure_is_accessible() -> None:
    html = html_of(letter(a_plan(ME)))
    assert re.search(r'<html[^>]*lang="en"[^>]*dir="ltr"', html)
    assert "<title>Your week on Acquaint</title>" in html
    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert re.findall(r"<h([1-6])[ >]", html) == ["1", "2", "3", "3", "3", "2", "3", "3"]
    assert re.findall(r"<table(?![^>]*role=\"presentation\")", html) == []
    assert re.search(r'<meta name="color-scheme" content="light dark" ?/?>', html)
    assert "prefers-color-scheme: dark" in html


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "</h3></mj-text><mj-image src='https://evil.test/x.png'/>",
        '"><img src=https://evil.test/p.gif onerror=alert(1)>',
        "&lt;b&gt; {{ 7 * 7 }} {% raw %} ]]> <!-- -->",
        "a\x00b\x1b[31m\u202egpj\u2066\ud83d",
        "<mj-raw><style>*{display:none}</style></mj-raw>",
    ],
)
def test_hostile_text_stays_text(hostile: str) -> None:
    person = a_person(1, opener=hostile, reasons=(a_reason(hostile),))
    card = person.person.model_copy(update={"display_name": hostile, "headline": hostile, "place": hostile})
    plan = a_plan(ME, people=0).model_copy(
        update={"display_name": hostile, "people": (person.model_copy(update={"person": card}),)}
    )
    events = EVENTS | {an_event(1).id: an_event(1, title=hostile, summary=hostile)}
    rendered = render(choose(plan, events), IMPRINT)
    html = html_of(rendered)
    tame = html_of(letter(a_plan(ME, people=1)))
    assert re.findall(r"<\s*([a-zA-Z0-9-]+)", html) == re.findall(r"<\s*([a-zA-Z0-9-]+)", tame)
    assert links(html) == links(tame)
    assert re.findall(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", html + rendered.body.text) == []


def test_the_longest_letter_stays_below_the_cut() -> None:
    long = '<&">' * 1000
    people = []
    for number in range(1, 9):
        person = a_person(number, opener=long, reasons=(a_reason(long),) * 9)
        card = person.person.model_copy(update={"display_name": long, "headline": long, "organisation": long})
        people.append(person.model_copy(update={"person": card}))
    plan = a_plan(ME, events=8, people=0).model_copy(update={"people": tuple(people), "display_name": long})
    events = {event.id: event for event in (an_event(n, title=long, summary=long) for n in range(1, 9))}
    # Gmail cuts messages off at about 102 kB, and with them the way out
    assert len(html_of(render(choose(plan, events), IMPRINT)).encode()) < 90_000


def test_dates_and_places_read_well() -> None:
    from services.gateway.letters.words import when, where  # noqa: PLC0415 - beside its only use
    from shared.contracts.events import Mode, Moment  # noqa: PLC0415 - same

    moment = Moment(local="2026-12-31", timezone=None, utc=None)
    days = an_event(1, starts_at=moment, ends_at=Moment(local="2027-01-02", timezone=None, utc=None))
    evening = an_event(1, ends_at=None, mode=Mode.HYBRID)
    online = an_event(1, starts_at=moment, ends_at=None, mode=Mode.ONLINE)
    nowhere = an_event(1, starts_at=Moment(local="soon", timezone=None, utc=None), place=None)
    assert [(when(event), where(event)) for event in (days, evening, online, nowhere)] == [
        ("Thu 31 Dec 2026 – Sat 2 Jan 2027", "Berlin, Germany"),
        ("Thu 3 Dec 2026, 09:00", "Berlin, Germany and online"),
        ("Thu 31 Dec 2026", "online"),
        ("", ""),
    ]


def test_whom_to_write_to_is_told_with_why_and_from_when() -> None:
    beside = in_touch(
        a_reminder(1, meet_at="paper 1"),  # which its reason names already
        a_reminder(
            2, kind="keep_in_touch", reason="You were last in touch 3 months ago.", meet_at="Conference 1"
        ),
        more=4,
    )
    rendered = render(choose(a_plan(ME, events=0, people=0), EVENTS, beside), IMPRINT)
    html = html_of(rendered)
    assert rendered.subject == "Your week: 2 people to write to"
    assert rendered.body.text == (
        """Your week, Ada Lovelace
=======================

PEOPLE TO WRITE TO

1. Friend 1
   You promised “paper 1”.
   Due Wed 2 Dec 2026
   https://acquaint.test/connections/tie_00000000000000000000000001

2. Friend 2
   You were last in touch 3 months ago. You both go to Conference 1.
   From Wed 2 Dec 2026
   https://acquaint.test/connections/tie_00000000000000000000000002

And 4 more: https://acquaint.test/connections

https://acquaint.test/

--
You get this letter every Monday at 08:00 (Europe/Berlin), because you have an Acquaint account.
Another day, or less often: https://acquaint.test/letters
It holds no tracking. Stop it here, without signing in:
https://acquaint.test/unsubscribe/token
"""
    )
    assert "Your notes on Friend 1, and how to begin" in html
    assert "Going to one of these?" not in html
    assert {urlsplit(link).netloc for link in links(html)} == {"acquaint.test"}


def test_hostile_words_of_a_follow_up_stay_words() -> None:
    hostile = "</h3></mj-text><mj-image src='https://evil.test/x.png'/>"
    plan = a_plan(ME, events=0, people=0)
    wild = in_touch(a_reminder(1, name=hostile, reason=hostile, meet_at=f"At {hostile}"))
    html, tame = (
        html_of(render(choose(plan, EVENTS, beside), IMPRINT)) for beside in (wild, in_touch(a_reminder(1)))
    )
    assert re.findall(r"<\s*([a-zA-Z0-9-]+)", html) == re.findall(r"<\s*([a-zA-Z0-9-]+)", tame)
    assert links(html) == links(tame)


def test_all_that_is_read_stands_in_the_main_landmark() -> None:
    html = html_of(letter(a_plan(ME, events=1, people=1)))
    before, main, after = re.split(r"</?main>", html)
    assert re.search(r"<body\b[^>]*>$", before)
    assert all(
        words in main for words in ("Your week, Ada Lovelace", "Conference 1", "Stop this weekly e-mail")
    )
    assert after == "</body></html>"
