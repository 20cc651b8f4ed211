"""Entries of feeds that tell of a start and an end on two days, or mark them as hCalendar does."""

from tests.support.reading import placed, read


def _feed(description: str) -> str:
    return (
        '<rss version="2.0"><channel><title>Ours</title><item><title>Open studios</title>'
        "<link>https://ours.example/1</link><pubDate>Mon, 01 Mar 2027 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[{description}]]></description></item></channel></rss>"
    )


def test_two_days_each_with_its_time_are_start_and_end() -> None:
    text = (
        "June 4th, 2027 @ 10:00am to June 6th, 2027 @ 5:00pm - the old mill. Doors open on June 8, 2027 too."
    )
    assert placed(read(_feed(text))) == [("Open studios", "2027-06-04T10:00", "2027-06-06T17:00", None, None)]


def test_two_days_of_which_the_second_is_before_the_first_are_no_span() -> None:
    text = "June 4th, 2027 @ 10:00am to June 2nd, 2027 @ 5:00pm"
    assert placed(read(_feed(text)))[0][1:3] == ("2027-06-04T10:00", None)


def test_a_lone_start_marked_as_hcalendar_does_counts_before_the_words() -> None:
    text = (
        'Friday, June 4th | <abbr class="dtstart" title="2027-06-04T18:30:00+02:00">6:30: pm</abbr>-'
        '<abbr class="dtend" title="2027-06-04T20:00:00+02:00">8:00: pm</abbr> | the old mill'
    )
    assert placed(read(_feed(text))) == [("Open studios", "2027-06-04T18:30", "2027-06-04T20:00", None, None)]
