"""The table of known hosts: each row's pages, and the laws that every rewriting keeps."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.sources.address import source_address
from services.events.sources.hosts.known_hosts import KNOWN_HOSTS, rewrite
from services.events.sources.secrets import tokens_in
from shared.kernel.errors import AppError

GOOGLE = "https://calendar.google.com/calendar"
GOOGLE_ICS = f"{GOOGLE}/ical/abc%40group.calendar.google.com/public/basic.ics"
PDS = "https://bsky.social/xrpc/com.atproto.repo."
EVENTS = "collection=community.lexicon.calendar.event"
CID = "YWJjQGdyb3VwLmNhbGVuZGFyLmdvb2dsZS5jb20"
PAGES = {
    "https://www.meetup.com/python-berlin/": "https://www.meetup.com/python-berlin/events/ical/",
    "https://meetup.com/de-DE/python-berlin/events/?type=past": "https://www.meetup.com/python-berlin/events/ical/",
    "https://lu.ma/calendar/cal-a1B2": "https://api.lu.ma/ics/get?entity=calendar&id=cal-a1B2",
    "https://luma.com/embed/calendar/cal-a1B2/events": "https://api.lu.ma/ics/get?entity=calendar&id=cal-a1B2",
    "https://lu.ma/discplace-x9": "https://api.lu.ma/ics/get?entity=discover&id=discplace-x9",
    f"{GOOGLE}/embed?height=600&src=abc%40group.calendar.google.com&ctz=Europe%2FBerlin": GOOGLE_ICS,
    f"{GOOGLE}/embed?src={CID}": GOOGLE_ICS,
    f"{GOOGLE}/u/0?cid={CID}": GOOGLE_ICS,
    f"{GOOGLE}/u/1/r?cid=abc@group.calendar.google.com": GOOGLE_ICS,
    "https://outlook.office365.com/calendar/published/26ce@a.de/78c2/calendar.html": (
        "https://outlook.office365.com/owa/calendar/26ce@a.de/78c2/calendar.ics"
    ),
    "https://outlook.office365.com/owa/calendar/26ce@a.de/78c2/reachcalendar.html": (
        "https://outlook.office365.com/owa/calendar/26ce@a.de/78c2/reachcalendar.ics"
    ),
    "https://outlook.live.com/owa/calendar/0000/1111/cid-22/index.html": (
        "https://outlook.live.com/owa/calendar/0000/1111/cid-22/calendar.ics"
    ),
    "https://teamup.com/ksbfdc4afb6ab75799?view=l": "https://ics.teamup.com/feed/ksbfdc4afb6ab75799/0.ics",
    "https://tockify.com/birds.connect.sea/agenda": "https://tockify.com/api/feeds/ics/birds.connect.sea",
    "https://www.trumba.com/calendars/emory-events": "https://www.trumba.com/calendars/emory-events.ics",
    "https://rice.lwcal.com/": "https://rice.lwcal.com/live/ical/events",
    "https://events.colby.example/live/json/events/group/Athletics": (
        "https://events.colby.example/live/ical/events/group/Athletics"
    ),
    "https://cornell.localist.com/": "https://cornell.localist.com/calendar.ics",
    "https://our-club.squarespace.com/upcoming-events": (
        "https://our-club.squarespace.com/upcoming-events?format=json"
    ),
    "https://gancio.cisti.org/": "https://gancio.cisti.org/api/events",
    "https://gancio.cisti.org/tag/musica": "https://gancio.cisti.org/feed/ics/tag/musica",
    "https://mobilizon.fr/@club@other.example": "https://mobilizon.fr/@club@other.example/feed/ics",
    "https://mobilizon.fr/": "https://mobilizon.fr/feed/instance/ics",
    "https://mobilizon.fr/events/6f1c2e1a-1111-2222-3333-444455556666": (
        "https://mobilizon.fr/events/6f1c2e1a-1111-2222-3333-444455556666/export/ics"
    ),
    "https://pretalx.com/pycon-2027/schedule/": "https://pretalx.com/pycon-2027/schedule/export/schedule.json",
    "https://cfp.club.example/conf/talk/ABCDEF/": "https://cfp.club.example/conf/schedule/export/schedule.json",
    "https://indico.cern.ch/category/72/": "https://indico.cern.ch/export/categ/72.json?from=-14d",
    "https://indico.cern.ch/event/1234/timetable/": "https://indico.cern.ch/export/event/1234.json",
    "https://sessionize.com/api/v2/jl4ktls0/view/SpeakerWall": "https://sessionize.com/api/v2/jl4ktls0/view/All",
    "https://frab.club.example/en/CONF27/public/schedule/2": (
        "https://frab.club.example/en/CONF27/public/schedule.xml"
    ),
    "https://fahrplan.events.ccc.de/congress/2023/fahrplan/": (
        "https://fahrplan.events.ccc.de/congress/2023/fahrplan/schedule.xml"
    ),
    "https://fosdem.org/2027/schedule/": "https://fosdem.org/2027/schedule/xml",
    "https://openagenda.com/fr/agendas/1234": (
        "https://openagenda.com/agendas/1234/events.v2.ics?relative%5B%5D=current&relative%5B%5D=upcoming"
    ),
    "https://cloud.club.example/index.php/apps/calendar/p/AbC123/dayGridMonth/now": (
        "https://cloud.club.example/remote.php/dav/public-calendars/AbC123?export"
    ),
    "https://pretix.eu/club/": "https://pretix.eu/club/events/ical/",
    "https://developers.events/": "https://developers.events/all-events.json",
    "https://github.com/a/b/blob/main/conf/2027.yml?plain=1": (
        "https://raw.githubusercontent.com/a/b/main/conf/2027.yml"
    ),
    "https://gist.github.com/me/0123456789abcdef0123": (
        "https://gist.githubusercontent.com/me/0123456789abcdef0123/raw"
    ),
    "https://gitlab.com/a/b/c/-/blob/main/x.ics": "https://gitlab.com/a/b/c/-/raw/main/x.ics",
    "https://codeberg.org/a/b/src/branch/main/x.json": "https://codeberg.org/a/b/raw/branch/main/x.json",
}
UNKNOWN = [
    "https://www.meetup.com/find/?q=rust",
    "https://www.meetup.com/python-berlin/events/301234567/",
    "https://outlook.office365.com/owa/calendar/Desk@a.de/bookings/",
    "https://github.com/a/b",
    "https://github.com/a/b/blob/main/run.sh",
    "https://tockify.com/api/ngevent",
    "https://calendar.google.com/calendar/embed?ctz=Europe%2FBerlin",
    "https://calendar.google.com/calendar/u/0?cid=%%%",
    "https://example.org/events",
    "https://notmeetup.com/python-berlin/",
    "https://meetup.com.example.org/python-berlin/",
]
HOSTS_NAMED = {urlsplit(known.feed).netloc for known in KNOWN_HOSTS} - {"{host}"}


@pytest.mark.parametrize(("page", "feed"), PAGES.items())
def test_each_row(page: str, feed: str) -> None:
    found = rewrite(source_address(page))
    assert feed == (found and found.url)


def test_every_row_has_an_example_and_says_how_we_know() -> None:
    used = {found.name for page in PAGES if (found := rewrite(source_address(page)))}
    assert {known.name for known in KNOWN_HOSTS} == used
    assert all(known.evidence for known in KNOWN_HOSTS)


@pytest.mark.parametrize("page", UNKNOWN)
def test_what_is_no_such_page_stays_as_it_is(page: str) -> None:
    assert rewrite(source_address(page)) is None


_HOST = st.sampled_from([urlsplit(page).netloc for page in PAGES] + ["example.org", "calendar.evil.example"])
_PATH = st.sampled_from([urlsplit(page).path for page in PAGES]) | st.text("/abc@-_.%20é", max_size=30).map(
    "/{}".format
)
_QUERY = st.sampled_from([urlsplit(page).query for page in PAGES]) | st.text("abcks=&%2F@:#?/", max_size=30)


@given(_HOST, _PATH, _QUERY)
def test_laws_of_rewriting(host: str, path: str, query: str) -> None:
    """Once is enough; only hosts of the table are foreign; no credentials appear, none are passed on."""
    url = source_address(f"https://{host}{path}?{query}&token=s3cret&key=s3cret")
    found = rewrite(url)

    assert "s3cret" not in url
    if found is not None:
        parts = urlsplit(found.url)
        assert rewrite(found.url) is None
        assert found.url == source_address(found.url)
        assert parts.netloc in HOSTS_NAMED | {urlsplit(url).netloc}
        assert (None, None, "https") == (parts.username, parts.password, parts.scheme)
        assert () == tokens_in(found.url)
        known = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}
        assert known <= {"entity", "id", "format", "from", "export", "relative[]"}


@pytest.mark.parametrize(
    ("given_url", "kept", "names"),
    [
        (
            "https://i.example/export/categ/1.json?ak=1-2&from=today",
            "https://i.example/export/categ/1.json?from=today",
            ("ak",),
        ),
        ("https://e.example/a.ics?API_KEY=x&token=y", "https://e.example/a.ics", ("api_key", "token")),
        ("https://e.example/a.ics?monkey=1&keyword=x", "https://e.example/a.ics?monkey=1&keyword=x", ()),
        ("https://e.example/a.ics?%6bey=x", "https://e.example/a.ics", ("key",)),
    ],
)
def test_private_tokens_are_left_out_and_named(given_url: str, kept: str, names: tuple[str, ...]) -> None:
    assert (kept, names) == (source_address(given_url), tokens_in(given_url))


@pytest.mark.parametrize(
    "private",
    [
        "https://calendar.google.com/calendar/ical/me%40gmail.com/private-s3cret/basic.ics",
        "webcal://calendar.google.com/calendar/ical/me%40gmail.com/private-s3cret/basic.ics",
        "https://mobilizon.fr/events/going/s3cret/ics",
        "https://www.meetup.com/events/ical/123/s3cret/going",
        "https://sessionize.com/api/v2/s3cret/view/SpeakerEmails",
        "https://user:s3cret@example.org/a.ics",
    ],
)
def test_a_private_address_is_refused_without_repeating_it(private: str) -> None:
    with pytest.raises(AppError) as caught:
        source_address(private)
    assert "s3cret" not in f"{caught.value.detail}{caught.value.errors}{caught.value}"


@pytest.mark.parametrize(
    ("given_url", "expected"),
    [
        ("feed:https://a.example/x", "https://a.example/x"),
        ("feed://a.example/x", "https://a.example/x"),
        ("WEBCALS://a.example/x", "https://a.example/x"),
        ("https://a.example:443/x?msclkid=1", "https://a.example/x"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("@club@social.example", "https://social.example/@club"),
        (
            "at://did:plc:abc",
            f"{PDS}listRecords?repo=did:plc:abc&{EVENTS}&limit=100",
        ),
        (
            "at://a.example/community.lexicon.calendar.event/3k",
            f"{PDS}getRecord?repo=a.example&{EVENTS}&rkey=3k",
        ),
    ],
)
def test_ways_of_writing_an_address(given_url: str, expected: str) -> None:
    assert expected == source_address(given_url)


@given(st.text(max_size=60))
def test_an_address_is_its_own_normal_form(text: str) -> None:
    """Whatever is pasted is refused with a reason, or becomes an address that stays as it is."""
    try:
        once = source_address(text)
    except AppError:
        return
    assert once == source_address(once)
