"""What the topics of a listing are told from: its names and text, but not the names of where it is."""

from collections.abc import Sequence

from services.events.ingest.classify.classify import classified
from services.events.ingest.model import Place, RawListing
from shared.topics import Described, TopicScore
from tests.support.listings import listing


class Listener:
    """Keeps what it is asked, and tells nothing."""

    def __init__(self) -> None:
        self.heard: list[Described] = []

    def classify_all(self, described: Sequence[Described]) -> list[tuple[TopicScore, ...]]:
        self.heard += described
        return [() for _ in described]


def heard(
    title: str, place: Place | None = None, text: str | None = None, other_name: str | None = None
) -> Described:
    listener = Listener()
    it = listing(title, place=place, description=text, other_name=other_name)
    classified([(RawListing(categories=("Tuning",)), it)], None, ("music",), listener)
    return listener.heard[0]


def test_both_names_the_text_and_every_hint_are_heard() -> None:
    assert heard("ICOB", text="On pipes.", other_name="Conference on Organ Building") == (
        "ICOB Conference on Organ Building",
        "On pipes.",
        ("Tuning", "music"),
    )


def test_venue_and_city_are_not_heard() -> None:
    place = Place(venue="Old Vineyard", city="Reading")
    text = "Come to Old Vineyard, Reading. For reading Old Vineyards come elsewhere."
    assert heard("Jazz at Old Vineyard", place, text)[:2] == (
        "Jazz at  ",
        "Come to  ,  . For reading Old Vineyards come elsewhere.",
    )
    assert heard("Old Vineyard", place)[0] == "Old Vineyard"


def test_a_word_of_a_trade_is_a_topic_in_lists_of_conferences_and_a_play_elsewhere() -> None:
    listener = Listener()
    filed = [("Performance",), ("Networking", "Jazz"), ("conference", "CV"), ("CV",), ()]
    for categories in filed:
        classified([(RawListing(categories=categories), listing("Fair"))], "icalendar", (), listener)
    classified([(RawListing(categories=("performance",)), listing("Fair"))], "confs_tech", (), listener)
    assert [
        (),
        ("Jazz",),
        ("conference", "data-ai.computer-vision"),
        ("CV",),
        (),
        ("performance",),
    ] == [hints for _, _, hints in listener.heard]
