"""Lists that a site keeps as a script, and the heads of pages of events."""

import pytest

from tests.support.reading import read

TYPED = """// data/conferences.ts
import { Conference } from '@/types';

export const conferences: Conference[] = [
  {
    id: '1', // the first
    title: 'Gut & Liver: what\\'s new?',
    date: '25 Apr 2027 – 27 Apr 2027',
    location: "Hall 1, Munich, Germany",
  },
  /* and the next */
  { id: '2', title: `Summit`, date: '1 Jun 2027', location: 'Berlin', url: 'https://example.org/a?b=1' },
];

export const past: Conference[] = [{ title: 'Before', date: '2027-01-05', location: 'London' }];
"""


def _read(text: str, name: str = "list.js") -> list[tuple[str, str]]:
    found = read(text, url=f"https://example.org/{name}").listings
    return [(it.title, it.starts.local[:10]) for it in found]


def test_every_list_of_a_script_is_read() -> None:
    assert _read(TYPED, "conferences.ts") == [
        ("Gut & Liver: what's new?", "2027-04-25"),
        ("Summit", "2027-06-01"),
        ("Before", "2027-01-05"),
    ]


def test_a_day_in_parts_is_a_day() -> None:
    script = (
        'var list = [{"name": "Conf", "start": { year: 2027, month: 01, day: 18 }, "location": "Berlin"}];'
    )

    assert _read(script) == [("Conf", "2027-01-18")]


def test_a_call_that_is_given_one_text_stands_for_it() -> None:
    script = (
        "export const events: Event[] = [\n"
        "  { title: 'Regional', date: new Date('2027-05-19T00:00:00'), location: t(`Berlin`) },\n"
        "  { title: 'Talk', date: new Date('2027-05-20T00:00:00'), start: dayjs(`2027-05-20T17:30`) },\n];\n"
    )

    assert _read(script) == [("Regional", "2027-05-19"), ("Talk", "2027-05-20")]


def test_a_list_that_is_broken_or_never_ends_costs_the_others_nothing() -> None:
    good = "const good = [{ title: 'Good', date: '2027-05-19', location: 'Berlin' }];\n"

    assert _read(f'const bad = [ "" "" ];\n{good}') == [("Good", "2027-05-19")]
    assert _read(f"const bad = [ '{{'\n{good}") == [("Good", "2027-05-19")]


@pytest.mark.parametrize(
    "script",
    [
        "const list = [{ title: 'A', date: new Date(2027, 1, 2), location: 'Berlin' }",
        "const list = [{ title: 'A', date: '2027-05-19', location: 'Berlin' }, /* never closed ];",
        "const total = 5;\nfunction f() { return [1]; }",
        "module.exports = { rules: [], plugins: ['a'] };",
    ],
)
def test_a_script_that_is_cut_off_or_of_something_else_gives_no_event(script: str) -> None:
    assert _read(script) == []


def test_the_day_of_the_event_goes_before_that_of_writing() -> None:
    head = "title: Plumbers\ndate: 2027-03-01 10:00:00\nevent_date: 2027-09-12 09:00:00\nlocation: Berlin"

    assert _read(f"---\n{head}\n---\nText\n", "plumbers.md") == [("Plumbers", "2027-09-12")]


def test_a_page_laid_out_as_an_event_is_one_and_one_of_another_kind_is_none() -> None:
    event = "---\nlayout: event.njk\ntitle: Night\ndate: '2027-06-21'\npermalink: /events/night/\n---\n"
    weekly = "---\ntitle: Chat\ntype: telegram_weekly\ndate_start: 2027-04-29\ndate_end: 2027-05-05\n---\n"
    other = "---\ntype: incident\ntitle: Breach\nevent_date: 2027-04-29\nevent_end_date: 2027-09-20\n---\n"

    assert _read(event, "night.md") == [("Night", "2027-06-21")]
    assert (_read(other, "breach.md"), _read(weekly, "chat.md")) == ([], [])


def test_a_title_of_several_lines_and_a_date_in_the_title_of_any_element() -> None:
    page = (
        '<html><body><div class="vevent"><hgroup class="summary"><h1>Summit</h1><h2>The project</h2></hgroup>'
        '<span class="dtstart" title="2027-05-19 13:30">Wednesday, 1:30PM</span></div></body></html>'
    )
    (event,) = read(page, url="https://example.org/").listings

    assert (event.title, event.starts.local) == ("Summit The project", "2027-05-19T13:30")


def test_a_list_with_more_pieces_than_are_read_is_read_up_to_there_and_says_so() -> None:
    item = "{ title: 'Good', date: '2027-05-19', city: 'Berlin', of: [" + "[]," * 300 + "] },\n"
    found = read(f"export const events = [ {item * 700} ];\n", url="https://example.org/list.js")

    assert [it.title for it in found.listings] == ["Good"]
    assert {it.reason for it in found.rejected} == {"repeated", "cut_off_too_many_nodes"}


def test_a_list_given_to_a_name_within_another() -> None:
    text = "// ours\nwindow.OUR_EVENTS = [{ title: 'A', date: '2027-05-19', location: 'Berlin' }];\n"
    assert [it.title for it in read(text, "https://example.org/events.js").listings] == ["A"]
