"""What a text alone says of an event, each with the words that say so; what it only seems to say is left."""

from datetime import UTC, date, datetime

import pytest

from services.events.ingest.classify.cfp import ANYWHERE_ON_EARTH, call_link, closing_in
from services.events.ingest.classify.language import written_in
from services.events.ingest.classify.spam import is_spam
from services.events.ingest.classify.stated import facts_in
from services.events.ingest.fact import Fact
from services.events.ingest.model import Outcome, Rejected
from services.events.ingest.normalise.status import status_of
from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.model import Cluster
from shared.contracts.events import EventStatus, Mode
from tests.support.listings import listing, sighting
from tests.support.reading import calendar, read

STARTS = date(2027, 5, 19)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We follow our [Code of Conduct](https://x.example/coc). Come!",
         Fact("code_of_conduct", "yes", "We follow our [Code of Conduct](https://x.example/coc).",
              "https://x.example/coc")),
        ("Doors at 6. This venue is NOT fully accessible.",
         Fact("step_free", "no", "This venue is NOT fully accessible.")),
        ("The hall is wheelchair accessible", Fact("step_free", "yes", "The hall is wheelchair accessible")),
        ("Der Saal ist barrierefrei.", Fact("step_free", "yes", "Der Saal ist barrierefrei.")),
        ("Live captions for all talks.",
         Fact("captions_or_sign_language", "yes", "Live captions for all talks.")),
        ("On-site childcare for free.", Fact("childcare", "yes", "On-site childcare for free.")),
        ("There is no childcare.", Fact("childcare", "no", "There is no childcare.")),
        ("Apply for a diversity scholarship.",
         Fact("scholarships", "yes", "Apply for a diversity scholarship.")),
        ("This session will not be recorded.", Fact("recorded", "no", "This session will not be recorded.")),
        ("No experience needed!", Fact("audience", "all", "No experience needed!")),
        ("A workshop for beginners.", Fact("audience", "beginner", "A workshop for beginners.")),
        ("From novices to pros: beginners to advanced.",
         Fact("audience", "all", "From novices to pros: beginners to advanced.")),
        ("For advanced users.", Fact("audience", "advanced", "For advanced users.")),
        ("Join https://us02web.zoom.us/j/870?pwd=1",
         Fact("mode", "online", "Join https://us02web.zoom.us/j/870?pwd=1")),
        ("Attend in person or online.", Fact("mode", "hybrid", "Attend in person or online.")),
    ],
)  # fmt: skip
def test_what_a_sentence_says(text: str, expected: Fact) -> None:
    assert (expected,) == facts_in("Evening", text)


@pytest.mark.parametrize(
    "text",
    [
        "Writing a code of conduct: a talk",
        "A talk on image captioning agents",
        "Learn sign language in ten weeks",
        "Our topics are accessible to everyone",
        "React Advanced London",
        "Not intended for advanced users.",
        "Open hardware at all levels of the stack",
        "A history of human life as it is being recorded",
        "The gallery can be seen in person or online",
        "She received a scholarship in her youth",
        "Non-alcoholic drinks are served",
        "Hybrid format with ARR",
    ],
)
def test_what_no_sentence_says(text: str) -> None:
    assert () == facts_in("Evening", text)


@pytest.mark.parametrize(
    ("text", "closes", "zone"),
    [
        ("CFP Opened Until: 13-May-2026", "2026-05-13", None),
        ("CFP Opened Until: 13-January-2027", "2027-01-13", None),
        ("CFP Opened Until: 01-Dec-2026->31-Jan-2027", "2027-01-31", None),
        ("Our call for papers is open until March 23rd. Hurry", "2027-03-23", None),
        ("Call for proposals closes on 1 September 2026", "2026-09-01", None),
        ("The call for speakers ends on November 4", "2026-11-04", None),
        ("Paper submission deadline: 2027-02-01 (AoE)", "2027-02-01T23:59", ANYWHERE_ON_EARTH),
        ("CFP closes 1 March 2027, anywhere on earth", "2027-03-01T23:59", ANYWHERE_ON_EARTH),
        ("Call for papers until 31 February 2027", None, None),
        ("Call for papers until 1 June 2027", None, None),
        ("Registration closes on 1 March 2027", None, None),
    ],
)
def test_until_when_papers_are_called_for(text: str, closes: str | None, zone: str | None) -> None:
    found = closing_in(text, STARTS)
    assert (closes, zone) == ((found[0].local, found[0].timezone) if found else (None, None))


def test_anywhere_on_earth_ends_twelve_hours_after_utc() -> None:
    found = closing_in("CFP closes 1 March 2027 (AoE)", STARTS)
    assert found is not None
    assert datetime(2027, 3, 2, 11, 59, tzinfo=UTC) == found[0].utc
    assert "https://cfp.example/x" == call_link("CFP Link: https://cfp.example/x.")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Join us for an evening of talks that will show you the art of compilers.", "en"),
        ("Wir laden zu einem Abend mit Vorträgen ein, die auch für Einsteiger nicht zu schwer sind.", "de"),
        ("Nous vous invitons à une soirée pour découvrir les outils que notre équipe utilise.", "fr"),
        ("Únete a nosotros para aprender cómo se construyen las aplicaciones con los expertos.", "es"),
        ("Wij nodigen je uit voor een avond met lezingen over het werk dat ook niet te zwaar is.", "nl"),
        ("Zapraszamy na spotkanie, na którym jest czas nie tylko dla nas, bo się dzieje.", "pl"),
        ("Приглашаем на встречу разработчиков, будет интересно", "ru"),
        ("Запрошуємо на зустріч розробників, буде цікаво і корисно їм", "uk"),
        ("東京で開催されるイベントです", "ja"),
        ("Concert de la Jazz Band", None),
        ("DevFest Lille 2027", None),
        ("", None),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str | None) -> None:
    assert language == written_in(text)


@pytest.mark.parametrize(
    ("title", "text", "spam"),
    [
        ("Slot Gacor Hari Ini Situs Judi Online", "", True),
        ("Delta Airlines Customer Service Number +1-800-123-4567", "", True),
        ("Buy Instagram Followers", "Buy Instagram followers cheaply here", True),
        ("Congress of Gaming Law", "Panels on online casinos and their regulation", False),
        ("Tramadol misuse: a workshop for nurses", "Tramadol prescriptions and the law", False),
        ("SEO Meetup Berlin", "We talk about backlinks and content", False),
        ("Crypto Day", "Talks on cryptography", False),
    ],
)
def test_advertising_is_told_from_events(title: str, text: str, *, spam: bool) -> None:
    assert spam == is_spam(title, text)


def test_advertising_is_looked_for_where_nobody_has_vouched_for_the_source() -> None:
    feed = calendar(
        "UID:1\nSUMMARY:Slot Gacor Situs Judi Online\nDTSTART:20270519",
        "UID:2\nSUMMARY:Go Day\nDTSTART:20270519",
    )
    suggested, chosen = read(feed, is_vouched=False), read(feed)
    assert ["Go Day"] == [it.title for it in suggested.listings]
    assert (Rejected("advertising", "line 3", "Slot Gacor Situs Judi Online"),) == suggested.rejected
    assert (Outcome.OK, 2) == (chosen.outcome, len(chosen.listings))


@pytest.mark.parametrize(
    ("field", "title", "text", "status"),
    [
        ("CONFIRMED", "Ride", "Because of the storm this ride is cancelled. Sorry!", EventStatus.CANCELLED),
        (None, "Talk", "The talk has been postponed.", EventStatus.POSTPONED),
        (None, "Ride - POSTPONED to SEPT.5", "", EventStatus.POSTPONED),
        (None, "Kongress (verschoben)", "", EventStatus.POSTPONED),
        (None, "[Moved online] Rust Night", "", EventStatus.MOVED_ONLINE),
        (None, "Talk", "The event is cancelled if it rains.", EventStatus.SCHEDULED),
        (None, "Talk", "The May meeting was fun; tickets can be cancelled.", EventStatus.SCHEDULED),
    ],
)
def test_a_person_takes_an_event_back_in_words(
    field: str | None, title: str, text: str, status: EventStatus
) -> None:
    assert status is status_of(field, title, text)


def test_a_field_is_believed_before_the_text_and_sources_in_order_of_trust() -> None:
    (plain,) = read(
        calendar("UID:1\nSUMMARY:Go Workshop\nDTSTART:20270519\nDESCRIPTION:A workshop for beginners. The "
            "hall is step-free. Join https://meet.jit.si/go")
    ).listings  # fmt: skip
    assert (Mode.ONLINE, ["audience", "mode", "step_free", "kind"]) == (
        plain.mode,
        [it.field for it in plain.facts],
    )
    lesser = listing(
        "Go Workshop", facts=(Fact("step_free", "no", "stairs"), Fact("childcare", "yes", "free childcare"))
    )
    sightings = (sighting(plain, "src_a", trust=80), sighting(lesser, "src_b", trust=40))
    made = draft(Cluster("evt_1", sightings), str)
    assert {
        "step_free": {"value": "yes", "said": "The hall is step-free.", "url": None},
        "childcare": {"value": "yes", "said": "free childcare", "url": None},
    } == made.doc["accessibility"]
    assert {"value": "beginner", "said": "A workshop for beginners.", "url": None} == made.doc["audience"]
    assert [{"field": "step_free", "source_id": "src_a", "others": {"src_b": "no"}, "told": None}] == [
        it for it in made.provenance if it["field"] == "step_free"
    ]
