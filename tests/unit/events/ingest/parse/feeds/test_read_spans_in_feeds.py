"""Entries of feeds that tell of a start and an end on two days, or mark them as hCalendar does."""

from tests.support.reading import placed, read


def _feed(description: str) -> str:
    return (
        '<rss version="2.0"><channel><title>Ours</title><item><title>Open studios</title>'
        "<link>https://ours.example/1</link><pubDate>Mon, 01 Mar 2027 09:00:00 GMT</pubDate>"
        f"<description><![CDATA[{description}]]></description></item></channel></rss>"
    )


def test_two_days_of_which_the_second_is_before_the_first_are_no_span() -> None:
    text = "June 4th, 2027 @ 10:00am to June 2nd, 2027 @ 5:00pm"
    assert placed(read(_feed(text)))[0][1:3] == ("2027-06-04T10:00", None)


def test_a_lone_start_marked_as_hcalendar_does_counts_before_the_words() -> None:
    text = (
        'Friday, June 4th | <abbr class="dtstart" title="2027-06-04T18:30:00+02:00">6:30: pm</abbr>-'
        '<abbr class="dtend" title="2027-06-04T20:00:00+02:00">8:00: pm</abbr> | the old mill'
    )
    assert placed(read(_feed(text))) == [("Open studios", "2027-06-04T18:30", "2027-06-04T20:00", None, None)]


def _item(title: str, text: str, published: str) -> str:
    return (
        f"<item><title>{title}</title><description>{text}</description><pubDate>{published}</pubDate></item>"
    )


def test_a_weekday_completes_a_day_in_digits_in_whichever_order_it_fits() -> None:
    listed = "Fri, 01 Oct 2027 12:00:00 GMT"
    items = (
        _item("Fish fry (SUN 10/3)", "Sunday 10/3 · 9:00 AM to 5:00 PM | Fairgrounds", listed),
        _item("Sonntag, 3.10. Herbstfest", "im Hof", listed),
        _item("Lathes — Thu Nov 18, 7:30 AM — 80 Mill Lane", "", listed),
        _item("Fri 9.10 Uhr", "Frühstück", listed),
        _item("Mon 10/3", "no such Monday", listed),
    )
    reading = read(f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>")
    assert [
        ("Fish fry", "2027-10-03T09:00", "2027-10-03T17:00"),
        ("Sonntag, 3.10. Herbstfest", "2027-10-03", "2027-10-03"),
        ("Lathes", "2027-11-18T07:30", None),
    ] == [(it.title, it.starts.local, it.ends and it.ends.local) for it in reading.listings]
    assert ["no_date", "no_date"] == [it.reason for it in reading.rejected]


def test_the_moment_of_publishing_within_the_text_is_no_date_of_the_event() -> None:
    listed = "Wed, 01 Sep 2027 10:02:18 GMT"
    items = (
        _item("A stand", "Source: shop\n時間：2027-09-01T10:02:18+00:00", listed),
        _item(
            "Play",
            "时间：2027-09-01 10:02:18 发布时间：2027年08月08日 报名时间：2027年07月01日-09月20日",
            listed,
        ),
        _item("Open day", "2027-09-01T10:02:18Z / on 2027-09-09T18:00:00", listed),
    )
    reading = read(f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>")
    assert [("Open day", "2027-09-09T18:00")] == [(it.title, it.starts.local) for it in reading.listings]


def test_the_text_tells_the_time_of_the_one_day_that_the_title_tells() -> None:
    items = (
        _item("Lathes - March 12, 2027", "When: March 12, 2027, 6:00 PM to 8:00 PM", ""),
        _item("Lathes, 12 March 2027, 17:00", "When: March 12, 2027, 6:00 PM", ""),
        _item("Lathes - March 12, 2027", "Doors of March 13, 2027, 6:00 PM", ""),
        _item("Lathes, 12-14 March 2027", "When: 12-14 March 2027, 6:00 PM", ""),
    )
    reading = read(f"<rss version='2.0'><channel>{''.join(items)}</channel></rss>")
    assert [
        ("2027-03-12T18:00", "2027-03-12T20:00"),
        ("2027-03-12T17:00", None),
        ("2027-03-12", "2027-03-12"),
        ("2027-03-12", "2027-03-14"),
    ] == [(it.starts.local, it.ends and it.ends.local) for it in reading.listings]
