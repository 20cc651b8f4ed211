from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from markupsafe import Markup

from services.gateway.web.dates import write_ago, write_end, write_hours_of_days, write_when, write_zone
from services.gateway.web.forms.profile import read_profile
from services.gateway.web.forms.search import (
    SearchForm,
    api_query,
    feed_link,
    followed,
    meant_link,
    page_link,
    read_search,
)
from services.gateway.web.templating import environment
from services.gateway.web.words import (
    put_together,
    write_address,
    write_chance,
    write_outcome,
    write_place,
    write_price,
    write_webcal,
)
from shared.contracts.catalogue.lists import Wording
from shared.contracts.events import Event, Moment, Place, Price, Topic
from shared.contracts.partners.attendees import Import
from shared.contracts.people import HomePlace, Language, Need, Profile
from shared.contracts.sources.doctor import Finding, Grade
from shared.kernel.errors import AppError


def moment(local: str, timezone: str | None = "Europe/Berlin") -> Moment:
    return Moment(local=local, timezone=timezone, utc=None)


def event(**changes: Any) -> Event:
    plain: dict[str, Any] = dict.fromkeys(Event.model_fields) | {
        "id": "evt_1",
        "title": "Soil day",
        "kind": "meetup",
        "status": "scheduled",
        "is_past": False,
        "starts_at": moment("2027-05-19T09:00"),
        "topics": (),
        "languages": (),
        "accessibility": {},
        "sources": (),
        "going": {"count": None},
        "updated_at": datetime(2026, 11, 23, tzinfo=UTC),
    }
    return Event.model_validate(plain | changes)


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2027-05-19T09:00", None, "Wed 19 May 2027, 09:00"),
        ("2027-05-19T09:00", "2027-05-19T17:30", "Wed 19 May 2027, 09:00–17:30"),
        ("2027-05-19", None, "Wed 19 May 2027"),
        ("2027-05-19", "2027-05-21", "Wed 19 – Fri 21 May 2027"),
        ("2027-05-31", "2027-06-01", "Mon 31 May – Tue 1 Jun 2027"),
        ("2027-12-31", "2028-01-01", "Fri 31 Dec 2027 – Sat 1 Jan 2028"),
        ("2027-05-19T22:00", "2027-05-20T02:00", "Wed 19 May 2027, 22:00–02:00 (next day)"),
    ],
)
def test_when(start: str, end: str | None, text: str) -> None:
    assert text == write_when(event(starts_at=moment(start), ends_at=end and moment(end)))


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2027-05-19T14:00", "2027-05-21T12:30", "from 14:00 on the first day, to 12:30 on the last"),
        ("2027-05-19T14:00", "2027-05-21", "from 14:00 on the first day"),
        ("2027-05-19T14:00", "2027-05-19T18:00", None),
        ("2027-05-19T22:00", "2027-05-20T02:00", None),
        ("2027-05-19T14:00", None, None),
        ("2027-05-19", "2027-05-21", None),
        ("2027-05-19T00:00", "2027-05-21T00:00", None),
    ],
)
def test_what_goes_on_for_days_tells_when_it_begins_and_ends(
    start: str, end: str | None, text: str | None
) -> None:
    assert text == write_hours_of_days(event(starts_at=moment(start), ends_at=end and moment(end)))


def test_zones_are_told_with_the_offset_of_that_day() -> None:
    zones = [
        moment("2027-05-19T09:00"),
        moment("2027-01-19T09:00"),
        moment("2027-05-19"),
        moment("2027-05-19", None),
    ]
    expected = ["Berlin time, UTC+02:00", "Berlin time, UTC+01:00", None, None]
    assert expected == [write_zone(one) for one in zones]
    assert write_zone(moment("2027-05-19T09:00", "America/New_York")) == "New York time, UTC-04:00"
    assert write_zone(moment("2027-05-19T09:00", "Etc/UTC")) == "UTC"
    assert write_zone(moment("2027-05-19T09:00", "Nowhere/Town")) == "Nowhere/Town"


def test_ago() -> None:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    told = [write_ago(now - timedelta(minutes=m), now) for m in (0, 1, 125, 60 * 24 * 3, -30)]
    assert told == ["just now", "1 minute ago", "2 hours ago", "3 days ago", "in 30 minutes"]
    assert write_ago(None, now) == "never"


def test_when_a_file_is_through() -> None:
    began = datetime(2026, 11, 27, 9, tzinfo=UTC)

    def told(accepted: int, rejected: int) -> str:
        file = Import(
            id="imp_1", kind="people", dry_run=False, state="waiting", lines=1000, accepted=accepted,
            rejected=rejected, created_at=began, finished_at=None,
        )  # fmt: skip
        return write_end(file, began + timedelta(minutes=2))

    assert [told(0, 0), told(150, 50), told(900, 0), told(900, 100)] == [
        "",
        "in 8 minutes",
        "in a moment",
        "",
    ]


def test_a_chance_is_never_certain() -> None:
    told = [write_chance(chance) for chance in (0.0, 0.02, 0.03, 0.5, 0.74, 0.97, 0.98, 1.0)]
    sizes = ("under 5", "under 5", "about 5", "about 50", "about 75", "about 95", "over 95", "over 95")
    assert told == [f"the chance is {size} %" for size in sizes]


def test_calendar_programs_open_a_webcal_address() -> None:
    assert write_webcal("http://127.0.0.1:8000/v1/x.ics") == "webcal://127.0.0.1:8000/v1/x.ics"
    assert write_webcal("https://a.example/x.ics?q=b://c") == "webcal://a.example/x.ics?q=b://c"


def test_where_says_nothing_twice() -> None:
    place = Place(
        venue="Barn, Berlin", address=None, city="Berlin", region=None, country="DE", lat=None, lon=None
    )
    assert write_address(place) == "Barn, Berlin, Germany"
    assert (write_place(event(place=place)), write_place(event(mode="online"))) == (
        "Berlin, Germany",
        "Online",
    )


def test_prices() -> None:
    def price(**given: Any) -> str | None:
        plain = {"is_free": None, "min": None, "max": None, "currency": None}
        return write_price(event(price=Price.model_validate(plain | given)))

    told = [price(is_free=True), price(min=10, max=20, currency="EUR"), price(is_free=False), price(), None]
    assert ["Free", "10 – 20 EUR", "Paid", None, write_price(event())] == told


def test_the_search_form_and_its_links() -> None:
    form = read_search([("q", " soil "), ("radius_km", "50"), ("utm_source", "x"), ("kind", "")])
    assert SearchForm(q="soil", radius_km="50") == form
    assert api_query(form, limit=20, cursor="abc") == "q=soil&limit=20&include=series&cursor=abc"
    assert page_link(form, "http://h/v1/events?q=soil&cursor=x%3D") == "/?q=soil&cursor=x%3D"
    assert (page_link(form, None), feed_link(form, "ics")) == (None, "/v1/events.ics?q=soil")
    assert feed_link(SearchForm(), "rss") == "/v1/events.rss"


def test_a_mended_search_is_followed_as_mended_and_links_to_what_was_typed() -> None:
    form, exact = SearchForm(q="siol days"), SearchForm(q="siol days", exact="true")
    mended = Wording(
        searched="soil days", did_you_mean="soil days", matched="all", close_from=None, ranked_until=None
    )
    hinted = Wording(
        searched="siol days", did_you_mean="soil days", matched="all", close_from=None, ranked_until=None
    )
    assert "/v1/events.ics?q=soil+days" == feed_link(followed(form, mended), "ics")
    assert (None, "/?q=soil+days") == (meant_link(form, mended), meant_link(form, hinted))
    assert (None, form) == (meant_link(form, None), followed(form, None))
    assert (exact, "/?q=soil+days") == (followed(exact, hinted), meant_link(exact, hinted))
    assert [] == SearchForm(exact="true").filters()


SOIL = Topic(id="farming.soil", label="Soil science", area="farming", description="", upcoming=1)


def test_a_form_over_a_profile_keeps_what_it_does_not_show() -> None:
    held = Profile(display_name="Ada", goals=("meet farmers",), headline="Old")
    form = {
        "display_name": ["Ada L"],
        "interests": ["soil SCIENCE\r\nbees, bees"],
        "need_kind": ["job", "advice"],
        "need_text": ["a farm", " "],
        "language_tag": ["Deutsch", "", "portuguese (brazil)"],
        "language_level": ["B2", "C1", "A1"],
        "city": ["Kyiv"],
        "country": ["ua"],
    }
    expected = Profile(
        display_name="Ada L",
        interests=("farming.soil", "bees"),
        needs=(Need(kind="job", text="a farm"),),
        languages=(Language(tag="de", level="B2"), Language(tag="pt-BR", level="A1")),
        place=HomePlace(city="Kyiv", country="UA"),
        goals=("meet farmers",),
    )
    assert expected == read_profile(form, held, [SOIL])


def test_a_refused_field_is_named_in_the_form_s_words() -> None:
    with pytest.raises(AppError) as caught:
        read_profile({"display_name": [""]}, Profile(display_name="Ada"), [])
    assert [field.pointer for field in caught.value.errors] == ["/display_name"]
    assert caught.value.errors[0].detail.startswith("Name: ")

    form = {"display_name": ["Ada"], "language_tag": ["Old Klingon"], "language_level": ["C2"]}
    with pytest.raises(AppError) as caught:
        read_profile(form, Profile(display_name="Ada"), [])
    told = "Languages: write 'Old Klingon' by its English or own name, or as a code such as pt-BR."
    assert [told] == [field.detail for field in caught.value.errors]


def test_findings_of_one_kind_are_told_together() -> None:
    def finding(code: str, where: str | None) -> Finding:
        return Finding(grade=Grade.HINT, code=code, where=where, message=f"{code}.", fix="Mend it.")

    told = put_together([finding("no_end", "line 3"), finding("no_link", None), finding("no_end", "line 9")])
    assert [("no_end", ["line 3", "line 9"]), ("no_link", [])] == [(it.code, where) for it, where in told]


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("ok", "read well"),
        ("http_404", "HTTP 404"),
        ("http_304_unasked", "HTTP 304"),
        ("too_large", "too large"),
    ],
)
def test_what_a_fetch_came_to_in_words(outcome: str, words: str) -> None:
    assert words == write_outcome(outcome)


def test_no_text_of_others_turns_the_words_around_it() -> None:
    page = environment().from_string("<p>{{ name }} · {{ shown }}</p>{{ 7 }}")
    name, shown = "<b>\u202eada\u2066\u202c", Markup("<i>\u202dفاطمه \u200cé</i>")
    assert page.render(name=name, shown=shown) == "<p>&lt;b&gt;ada · <i>فاطمه \u200cé</i></p>7"
