"""Records that have a title, a day and often a place, and are no events."""

import pytest

from tests.support.reading import read

_EVENT = ',{"name":"Meetup","date":"2027-05-19","city":"Bonn"}]'


@pytest.mark.parametrize(
    "text",
    [
        '[{"event":"Prices m/m","country":"US","date":"2027-05-19","forecast":"1","previous":"2"}]',
        '[{"name":"Ann & Bo","date":"2027-05-19","location":"Bonn","quote":"All went well.","rating":5}]',
        '{"quotes":[{"name":"Party","event_date":"2027-05-19","venue":"Hall","total":9,"amount_paid":4}]}',
        '[{"title":"Strong shake","time":"2027-05-19T08:00:00Z","place":"A coast","magnitude":6,"depth":9}]',
        '[{"title":"On birds","date":"2027-05-19","venue":"A journal","doi":"10.1/1"}]',
        "Name,Date,Location,Cause of death\nN. N.,19 May 2027,Bonn,flu\n",
        "title,date,open,high,low,close\nShare,2027-05-19,1,2,1,2\n",
        "---\ntitle: A\nsource_type: news_article\nevent_date: 2027-05-19\nlocation: Bonn\n---\nText\n",
        "---\ntitle: A breach\ntype: incident\nevent_date: 2027-05-19\nlocation: Bonn\n---\nText\n",
    ],
)
def test_records_of_another_kind_are_no_events(text: str) -> None:
    assert read(text).listings == ()


@pytest.mark.parametrize(
    "title",
    [
        "Call for Papers",
        "Paper submission deadline",
        "Registration opens",
        "Notification of acceptance",
        "Camera-ready papers",
        "Application deadline (extended)",
        "Early bird registration",
        "Application deadline: helper of the workshop at Old Mill, Bonn",
    ],
)
def test_a_date_on_the_way_to_an_event_is_none(title: str) -> None:
    reading = read(f'[{{"name":"{title}","date":"2027-05-19","city":"Bonn"}}{_EVENT}')
    assert [it.title for it in reading.listings] == ["Meetup"]
    assert [(it.reason, it.title) for it in reading.rejected] == [("not_an_event", title)]


@pytest.mark.parametrize(
    "title", ["Call for Papers Day", "Paper Conference", "Registration and coffee", "Night of the Posters"]
)
def test_a_title_that_says_more_is_an_event(title: str) -> None:
    reading = read(f'[{{"name":"{title}","date":"2027-05-19","city":"Bonn"}}{_EVENT}')
    assert [it.title for it in reading.listings] == [title, "Meetup"]


def test_one_name_of_a_figure_is_none_yet() -> None:
    reading = read('[{"name":"Meetup","date":"2027-05-19","city":"Bonn","previous":"/2026","total":40}]')
    assert [it.title for it in reading.listings] == ["Meetup"]


def test_the_imprint_of_a_page_is_no_event() -> None:
    reading = read(
        '<html><body><div class="vevent"><b class="summary">Meetup</b>'
        '<abbr class="dtstart" title="2027-05-19">May</abbr></div>'
        '<footer class="vevent"><abbr class="summary" title="Page last updated">Changed</abbr>'
        '<abbr class="dtstart" title="2027-01-28">January</abbr></footer></body></html>'
    )
    assert [it.title for it in reading.listings] == ["Meetup"]


def test_names_and_days_alone_are_a_history_unless_something_says_events() -> None:
    lived = ["Ana is born", "We move to Lyon", "Trip to Oslo", "The shop opens", "Bingo is adopted"]
    rows = [f"- title: {name}\n  icon: x\n  date: 2027-05-{day}\n" for day, name in enumerate(lived, 10)]
    held = "items:\n" + "".join(rows)
    assert read(held).listings == ()
    assert [it.title for it in read(held, "https://ours.example/events.yml").listings] == lived
    assert len(read(held.replace("items", "upcoming_events")).listings) == 5
    assert len(read(held.replace("Trip to Oslo", "Lyon meetup")).listings) == 5
    assert len(read(held.replace("icon: x", "city: Berlin")).listings) == 5
