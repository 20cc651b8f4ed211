"""Drafts of posts about events: honest, short, and of nothing that attendees may not see."""

from urllib.parse import parse_qs, unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.posts.draft import LONGEST, advice, draft, without_gaps
from services.gateway.posts.places import places
from shared.contracts.events import Organiser, TopicRef
from shared.contracts.people import AttendanceStatus, Profile, Visibility
from tests.support.letters import an_event

LINK = "https://soil.example/day"
GOING, THINKING = AttendanceStatus.GOING, AttendanceStatus.INTERESTED
TOPICS = tuple(
    TopicRef(id=id_, label=label, confidence=1.0)
    for id_, label in (("agriculture.soil-health", "Soil health"), ("computing.ai", "AI"), ("x.y", "Bees"))
)
ADA = Profile(display_name="Ada", interests=("agriculture.soil-health", "ai"))


def test_it_says_where_and_what_of_in_ones_own_interests() -> None:
    event = an_event(1, title="Soil Day", topics=TOPICS)

    assert draft(event, GOING, ADA, LINK) == (
        "I am going to Soil Day (Thu 3 – Fri 4 Dec 2026, Berlin, Germany). "
        "I would like to talk about soil health and AI. Who else goes? https://soil.example/day"
    )


def test_what_attendees_may_not_see_is_left_to_be_said() -> None:
    hidden = ADA.model_copy(update={"visibility": {"interests": Visibility.MATCH_ONLY}})

    assert draft(an_event(1, title="Soil Day", topics=TOPICS), THINKING, hidden, LINK) == (
        "I am thinking of going to Soil Day (Thu 3 – Fri 4 Dec 2026, Berlin, Germany). "
        "What I hope to learn there: … Who else goes? https://soil.example/day"
    )


def test_what_still_waits_for_the_writers_words_is_not_sent() -> None:
    event, nobody = an_event(1, title="Soil Day"), ADA.model_copy(update={"interests": ()})

    assert without_gaps(draft(event, GOING, nobody, LINK)) == (
        "I am going to Soil Day (Thu 3 – Fri 4 Dec 2026, Berlin, Germany). Who else goes? https://soil.example/day"
    )
    assert [without_gaps(said) for said in ("What I take home: …", "Wait for it … there.")] == [
        "", "Wait for it … there.",
    ]  # fmt: skip


def test_afterwards_it_thanks() -> None:
    over = an_event(
        1, title="Soil Day", is_past=True, organiser=Organiser(id="org_1", name="Soil Club", url=None)
    )

    assert draft(over, GOING, ADA, LINK) == (
        "I was at Soil Day (Thu 3 Dec 2026). What I take home: … Thank you, Soil Club. https://soil.example/day"
    )
    assert advice(over) != advice(an_event(1))


@given(title=st.text(max_size=400), link=st.integers(0, 400), topic=st.text(min_size=1, max_size=80))
def test_it_is_never_too_long_and_one_line(title: str, link: int, topic: str) -> None:
    event = an_event(1, title=title, topics=(TopicRef(id="a.b", label=topic, confidence=1.0),))

    text = draft(event, GOING, ADA.model_copy(update={"interests": ("a.b",)}), "https://e.org/" + "x" * link)

    assert (len(text) <= LONGEST, text.splitlines()) == (True, [text])


@given(text=st.text(max_size=300), title=st.text(max_size=80))
def test_the_forms_are_opened_with_the_very_text(text: str, title: str) -> None:
    linkedin, mastodon, bluesky, x, mail = places(text, LINK, title)

    assert parse_qs(urlsplit(linkedin.url).query) == {"url": [LINK]}
    assert unquote(mastodon.url.partition("#text=")[2]) == text
    for place in (bluesky, x):
        assert unquote(place.url.partition("?text=")[2]) == text
    assert unquote(mail.url.partition("&body=")[2]) == text
