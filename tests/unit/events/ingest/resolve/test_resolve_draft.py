"""What the public event holds, from what its listings say."""

from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.normalise.listing import content_hash
from services.events.ingest.resolve.draft import draft
from services.events.ingest.resolve.merge import merge
from services.events.ingest.resolve.model import Cluster
from services.events.ingest.resolve.off import PROBABLY, Sign, Told, probability, weigh
from services.events.ingest.when import When
from services.events.store.ingest.encoding import listing_from_json, listing_to_json
from shared.contracts.catalogue.origins import HowTold
from shared.contracts.events import EventStatus, Mode
from tests.support.listings import listing, sighting


@pytest.mark.parametrize("title", ["PUBLIC HEALTH DAY", "Public Health Day 2027 - Call for Speakers"])
def test_a_name_alone_is_preferred_to_a_more_trusted_that_shouts_or_announces(title: str) -> None:
    loud = sighting(listing(title), source="src_a", trust=90)
    calm = sighting(listing("Public Health Day"), source="src_b", trust=10)
    assert [merge(one).listing.title for one in ((loud, calm), (calm, loud), (loud,))] == [
        "Public Health Day", "Public Health Day", title,
    ]  # fmt: skip


@pytest.mark.parametrize("lesser", [HowTold.IN_WORDS, HowTold.COMPLETED])
def test_a_stated_date_goes_before_one_read_from_words_whatever_the_trust(lesser: HowTold) -> None:
    timed = When("2027-05-20T09:00", "Europe/Berlin", datetime(2027, 5, 20, 7, tzinfo=UTC))
    read = sighting(listing("Fair", starts=timed, dates_told=lesser), source="src_a", trust=90)
    stated = sighting(listing("Fair"), source="src_b", trust=10)
    for sightings in ((read, stated), (stated, read)):
        found = draft(Cluster("evt_1", sightings, ()), lambda topic: topic)
        starts = next(it for it in found.provenance if it["field"] == "starts")
        others = {"src_a": "2027-05-20T09:00 Europe/Berlin"}
        assert ("2027-05-19", "src_b", "stated", others) == (
            found.doc["starts_at"]["local"],
            starts["source_id"],
            starts["told"],
            starts["others"],
        )


def test_how_surely_a_date_is_told_changes_nothing_of_what_the_source_says() -> None:
    one, other = (listing("Fair", dates_told=grade) for grade in (HowTold.STATED, HowTold.COMPLETED))
    assert content_hash(one) == content_hash(other)
    assert listing_from_json(orjson.loads(orjson.dumps(listing_to_json(other)))) == other


@pytest.mark.parametrize(
    ("summary", "description", "told"),
    [
        ("Two talks and bread.", "Two talks\nand bread.", None),
        ("Two talks.", "Two talks.\n\nThen bread.", "Two talks.\n\nThen bread."),
        (None, None, None),
        ("Two talks and bread.", "Two talks and bread. ", None),
        ("Two talks and bread.", "Two talks and bread. Wine", "Two talks and bread. Wine"),
        ("Two  talks.", "Two  talks.", "Two  talks."),
        (None, "Two talks.", "Two talks."),
    ],
)
def test_a_description_says_more_than_the_summary_or_nothing(
    summary: str | None, description: str | None, told: str | None
) -> None:
    seen = sighting(listing("Talks", summary=summary, description=description))
    doc = draft(Cluster("evt_1", (seen,), ()), lambda topic: topic).doc
    assert (summary, told) == (doc["summary"], doc["description"])


_SPACED = st.lists(st.sampled_from(["talk", "a", " ", "\n", "\u00a0", "  "])).map("".join)


@given(short=_SPACED, long=_SPACED)
def test_a_description_is_left_out_exactly_where_the_summary_is_all_of_its_words(
    short: str, long: str
) -> None:
    seen = sighting(listing("Talks", summary=short, description=long))
    told = draft(Cluster("evt_1", (seen,), ()), lambda topic: topic).doc["description"]
    assert told == (long if long and " ".join(long.split()) != short else None)


@given(trust=st.integers(0, 100))
def test_what_its_one_source_lists_is_not_probably_off(trust: int) -> None:
    seen = sighting(listing("Fair"), trust=trust)
    weighed = probability(weigh([Sign(seen.source_id, Told.LISTED, trust)]))
    assert (merge((seen,)).status, weighed < PROBABLY) == (EventStatus.SCHEDULED, True)


@given(moment=st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_is_written_in_an_event_as_the_api_says_it(moment: datetime) -> None:
    when = When(moment.isoformat(timespec="minutes"), "Europe/Berlin", moment.replace(tzinfo=UTC))
    told = {"local": when.local, "timezone": "Europe/Berlin", "utc": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
    assert when.to_doc() == when.to_moment().model_dump() == told


@pytest.mark.parametrize(
    ("ends", "kept"), [("2027-07-18", "2027-07-18"), ("2027-07-19", None), ("2027-05-18", None)]
)
def test_an_end_of_another_source_counts_while_it_fits_the_start(ends: str, kept: str | None) -> None:
    surer = sighting(listing("Fair"), source="src_a", trust=90)
    other = sighting(listing("Fair", ends=When(ends)), source="src_b", trust=10)
    told = draft(Cluster("evt_1", (surer, other), ()), lambda topic: topic).doc["ends_at"]
    assert kept == (told and told["local"])


@pytest.mark.parametrize(
    ("mode", "word"), [(Mode.ONLINE, True), (Mode.HYBRID, True), (Mode.IN_PERSON, False), (None, False)]
)
def test_what_can_be_joined_online_is_found_by_that_word(mode: Mode | None, *, word: bool) -> None:
    seen = sighting(listing("Fair", mode=mode))
    texts = draft(Cluster("evt_1", (seen,), ()), lambda topic: topic).texts
    assert word is ("online" in texts[1].split())


@pytest.mark.parametrize(
    ("title", "told"),
    [("Nutley Free Public Library", "nutley free public library"), ("https://a.example/b.ics", ""),
     ("a.example", "")],
)  # fmt: skip
def test_an_event_is_found_by_the_name_of_a_list_that_tells_of_it(title: str, told: str) -> None:
    named = sighting(listing("Fair"), source_title=title)
    other = sighting(listing("Fair"), source="src_b", source_title="Fairs of Essex")
    texts = draft(Cluster("evt_1", (named, other), ()), lambda topic: topic).texts
    assert f"{told} fairs of essex".split() == [word for word in texts[3].split() if "wednesday" not in word]


@pytest.mark.parametrize(("title", "told"), [("OPEN SLOTS!", ""), ("Python vs Rust", "guild")])
def test_a_note_in_a_calendar_is_not_found_by_whose_it_is(title: str, told: str) -> None:
    texts = draft(Cluster("evt_1", (sighting(listing(title), source_title="Guild"),), ()), str).texts
    assert told.split() == [word for word in texts[3].split() if "wednesday" not in word]


@pytest.mark.parametrize(
    ("name", "told"), [("Soil Lab", ("Soil Lab", "https://soil.example")), (None, None), ("", None)]
)
def test_an_organiser_has_a_name(name: str | None, told: tuple[str, str] | None) -> None:
    seen = sighting(listing("Fair", organiser_name=name, organiser_url="https://soil.example"))
    found = draft(Cluster("evt_1", (seen,), ()), lambda topic: topic).doc["organiser"]
    assert told == (found and (found["name"], found["url"]))


@pytest.mark.parametrize(
    ("dropped", "status"),
    [(0, EventStatus.SCHEDULED), (1, EventStatus.SCHEDULED), (3, EventStatus.PROBABLY_OFF)],
)
def test_what_its_best_source_lists_is_probably_off_once_several_have_dropped_it(
    dropped: int, status: EventStatus
) -> None:
    best = sighting(listing("Fair"), source="src_0", trust=61)
    gone_at = datetime(2027, 5, 18, tzinfo=UTC)
    others = [
        sighting(listing("Fair"), source=f"src_{i}", vanished_at=gone_at) for i in range(1, dropped + 1)
    ]
    assert status is merge((best, *others)).status
