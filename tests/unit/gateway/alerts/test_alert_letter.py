"""The letter of an alert: what it says of each sort of news, and how it ends."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

from services.gateway.alerts.edition import Heading, Section, Told
from services.gateway.alerts.news import News
from services.gateway.alerts.render import render, sentence
from services.gateway.alerts.tell import Turn, write
from services.gateway.letters.lists import House
from services.gateway.letters.unsubscribe import read_token
from shared.contracts.events import Cfp, Moment
from tests.support.letters import BERLIN, an_event

HOUSE = House("https://acquaint.test", "Acquaint <hello@acquaint.test>", b"k" * 32)
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
ADA = Turn("per_1:at_once", "per_1", "ada@people.test", "at_once", wants=True)
SOON = Cfp(
    url=None, closes_at=Moment(local="2026-12-01T23:59", timezone="Etc/GMT+12", utc="2026-12-02T11:59:00Z")
)


def section(*told: Told, name: str = "Mine", more: int = 0) -> Section:
    return Section(Heading("sav_1", name, "q=x&near=Berlin"), told, more)


def test_each_sort_of_news_says_what_was_before() -> None:
    hour = {"starts_at": {"local": "2026-12-03T10:00", "timezone": None, "utc": None}}
    elsewhere = {"place": BERLIN.model_copy(update={"city": "Hamburg"}).model_dump()}
    hall = {"place": BERLIN.model_copy(update={"venue": "Hall 1"}).model_dump()}
    told = [
        Told(an_event(1), News.RESCHEDULED, hour),
        Told(an_event(1), News.RELOCATED, elsewhere),
        Told(an_event(1, place=BERLIN.model_copy(update={"venue": "Hall 2"})), News.RELOCATED, hall),
        Told(an_event(1), News.ON_AGAIN, {}),
        Told(an_event(1), News.ON_AGAIN, hour),
        Told(an_event(1, cfp=SOON), News.CFP_CLOSES, {}),
        Told(an_event(1), News.CFP_CLOSES, {}),
    ]
    assert [sentence(it) for it in told] == [
        "New time; it was Thu 3 Dec 2026, 10:00",
        "Another place; it was Hamburg, Germany",
        "Another place: Hall 2; it was Hall 1",
        "Takes place after all",
        "Takes place after all, at another time; it was Thu 3 Dec 2026, 10:00",
        "Call for papers closes Tue 1 Dec 2026, anywhere on earth",
        "Call for papers closes soon",
    ]


def test_a_letter_has_its_own_way_out_and_nothing_of_others_gets_through() -> None:
    nasty = an_event(1, title="<script>x</script>\r\nBcc: all@people.test")
    letter = write(ADA, (section(Told(nasty, News.NEW, {}), name="<b>Mine</b>", more=3),), NOW, HOUSE)
    assert letter is not None
    message = message_from_bytes(letter.content, policy=default)
    [html] = [part.get_content() for part in message.walk() if part.get_content_type() == "text/html"]
    token = str(message["List-Unsubscribe"]).split("/unsubscribe/")[1].split(">")[0]
    assert read_token(HOUSE.key, token) == ("per_1", "alerts")
    assert (message["Bcc"], message["Subject"]) == (None, "Your searches: 4 new events")
    assert ("<script>x" in html, "<b>Mine" in html) == (False, False)
    assert 'href="https://acquaint.test/?q=x&amp;near=Berlin"' in html


def test_nobody_gets_an_empty_letter_or_one_they_stopped() -> None:
    full = (section(Told(an_event(1), News.NEW, {})),)
    stopped = Turn(ADA.id, ADA.person_id, ADA.email, "daily", wants=False)
    assert (write(ADA, (section(more=4),), NOW, HOUSE), write(stopped, full, NOW, HOUSE)) == (None, None)
    assert "once a day" in render(full, HOUSE.public_url, "https://x.example/", "daily").body.text
