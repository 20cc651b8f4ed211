from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.sources.hosts.domain import registrable_domain
from services.events.sources.hosts.platforms import PLATFORMS, is_hosted, platform_of
from services.events.sources.publisher.authority import (
    MOST_NAMES,
    MOST_PAGES,
    pages,
    places,
    speaks_for,
    txt_names,
    why_not_at,
)
from shared.contracts.sources.claims import ClaimMethod

LABEL = st.from_regex(r"[a-z][a-z0-9]{0,5}", fullmatch=True)
ENDS = st.sampled_from(["org", "co.uk", "github.io", "com", "kawasaki.jp", "de", "blogspot.com", *PLATFORMS])
HOSTS = st.builds(lambda labels, end: ".".join([*labels, end]), st.lists(LABEL, max_size=7), ENDS)
SEGMENT = st.text("abz019~@-_.%2eF", min_size=1, max_size=5)
PATHS = st.builds(
    lambda segments, ends: "/" + "/".join([*segments, ends]),
    st.lists(SEGMENT, max_size=5),
    st.sampled_from(["", "a.ics"]),
)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://example.org/a.ics", ("example.org",)),
        ("https://a.b.example.co.uk/", ("a.b.example.co.uk", "b.example.co.uk", "example.co.uk")),
        ("https://ada.github.io/a.ics", ()),
        ("https://ada.eu.org/a.ics", ("ada.eu.org",)),
        ("https://github.io/a.ics", ()),
        ("https://co.uk/", ()),
        ("http://127.0.0.1:8000/a.ics", ()),
        ("https://[2001:db8::1]/a.ics", ()),
        ("https://www.meetup.com/soil/events/ical/", ()),
        ("https://calendar.google.com/calendar/ical/x/public/basic.ics", ()),
        ("https://a.b.c.d.e.f.example.org/", (
            "a.b.c.d.e.f.example.org", "d.e.f.example.org", "e.f.example.org", "f.example.org", "example.org",
        )),
    ],
)  # fmt: skip
def test_a_record_may_stand_at_the_host_and_its_parents(url: str, names: tuple[str, ...]) -> None:
    assert names == txt_names(url)


@pytest.mark.parametrize(
    ("url", "is_page", "found"),
    [
        ("https://example.org/a.ics", False, ("https://example.org/",)),
        ("https://example.org/", True, ("https://example.org/",)),
        ("http://127.0.0.1:81/x/a.ics", False, ("http://127.0.0.1:81/", "http://127.0.0.1:81/x/")),
        ("https://uni.example/~ada/events?y=1", True, (
            "https://uni.example/~ada/events?y=1", "https://uni.example/", "https://uni.example/~ada/",
        )),
        ("https://www.meetup.com/soil/events/ical/", False, (
            "https://www.meetup.com/soil/", "https://www.meetup.com/soil/events/",
            "https://www.meetup.com/soil/events/ical/",
        )),
        ("https://lu.ma/soil", True, ("https://lu.ma/soil", "https://lu.ma/soil/")),
        ("https://api.lu.ma/ics/get?entity=cal", False, ()),
        ("https://raw.githubusercontent.com/ada/soil/main/a.ics", False, ("https://github.com/ada",)),
        ("https://calendar.google.com/calendar/ical/x/public/basic.ics", False, ()),
        ("https://example.org/a/../b/c.ics", False, ()),
        ("https://example.org/a/%2e%2E/b/c.ics", False, ()),
        ("https://example.org/a%2Fb/c.ics", False, ()),
        ("https://example.org/a\\b/c.ics", False, ()),
        ("https://github.com/ada/x/a.ics", False, ("https://github.com/ada/", "https://github.com/ada/x/")),
    ],
)  # fmt: skip
def test_a_link_may_stand_on_the_page_and_above_it(url: str, is_page: bool, found: tuple[str, ...]) -> None:
    assert found == pages(url, is_page=is_page)


@pytest.mark.parametrize(
    ("url", "mailbox", "why_no_letter", "why_no_record", "why_no_link"),
    [
        ("https://www.soil.example.co.uk/a.ics", "info@example.co.uk", "", "", ""),
        ("https://example.org/a/../c.ics", "info@example.org", "", "", "Its address has an odd path"),
        ("https://ada.github.io/a.ics", "", "its info knows nothing", "its DNS says nothing", ""),
        ("https://api.lu.ma/a", "", "its info knows nothing", "its DNS says nothing", "Nothing on api.lu.ma"),
        ("http://127.0.0.1/a.ics", "", "is not a domain", "is not a domain", ""),
    ],
)
def test_who_is_written_to_and_why_not(
    url: str, mailbox: str, why_no_letter: str, why_no_record: str, why_no_link: str
) -> None:
    assert places(url, ClaimMethod.MAIL_INFO, is_page=False) == ((mailbox,) if mailbox else ())
    methods = (ClaimMethod.MAIL_INFO, ClaimMethod.DNS_TXT, ClaimMethod.REL_ME)
    for method, why in zip(methods, (why_no_letter, why_no_record, why_no_link), strict=True):
        told = why_not_at(url, method, is_page=False)
        assert told is None if not why else why in str(told)


@given(HOSTS, PATHS)
def test_no_record_speaks_for_another_domain(host: str, path: str) -> None:
    url = f"https://{host}{path}"
    names = txt_names(url)
    domain = registrable_domain(url)

    assert len(names) <= MOST_NAMES
    assert len(set(names)) == len(names)
    for name in names:
        assert name == host or host.endswith(f".{name}")
        assert domain == registrable_domain(f"https://{name}/")
    assert bool(names) == (domain is not None and platform_of(host) is None and not is_hosted(host))


@given(HOSTS, PATHS, st.booleans())
def test_no_page_speaks_for_what_is_not_below_it(host: str, path: str, is_page: bool) -> None:
    url = f"https://{host}{path}"
    found, platform = pages(url, is_page=is_page), platform_of(host)

    assert len(found) <= MOST_PAGES
    for page in found:
        parts = urlsplit(page)
        if platform is not None and platform.profile is not None:
            assert parts.path == "/" + path.split("/")[1]
            continue
        assert host == parts.netloc
        assert page == url or f"{path}/".startswith(parts.path)
        assert page == url or not parts.query
        own = [segment for segment in parts.path.split("/") if segment]
        assert platform is None or len(own) >= platform.own_segments > 0


@given(HOSTS, PATHS)
def test_it_is_always_said_why_not(host: str, path: str) -> None:
    url = f"https://{host}{path}"
    assert bool(txt_names(url)) == (why_not_at(url, ClaimMethod.DNS_TXT, is_page=False) is None)
    assert bool(pages(url, is_page=False)) == (why_not_at(url, ClaimMethod.REL_ME, is_page=False) is None)


@pytest.mark.parametrize(
    ("asked", "answered", "speaks"),
    [
        ("https://example.org/", "https://example.org/en/", True),
        ("https://example.org/", "https://www.example.org/", True),
        ("http://example.org/", "https://example.org/", True),
        ("https://example.org/", "https://example.net/", False),
        ("https://ada.github.io/", "https://bob.github.io/", False),
        ("https://www.meetup.com/soil/", "https://www.meetup.com/soil", True),
        ("https://www.meetup.com/soil/", "https://www.meetup.com/soilless/", False),
        ("https://www.meetup.com/soil/", "https://www.meetup.com/", False),
        ("https://www.meetup.com/soil/", "https://evil.example/soil/", False),
        ("http://127.0.0.1/", "http://127.0.0.1/en/", True),
        ("http://127.0.0.1/", "http://127.0.0.2/", False),
    ],
)
def test_a_redirect_may_lead_about_the_publishers_own_site(asked: str, answered: str, speaks: bool) -> None:
    assert speaks is speaks_for(asked, answered)
