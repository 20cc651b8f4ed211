"""Towns at the end of titles, where a list kept by hand has its places there."""

import pytest

from services.events.ingest.model import RawListing
from services.events.ingest.normalise.town_behind_title import with_towns_of_titles
from tests.support.reading import SMALL_WORLD, read, told


@pytest.mark.parametrize(
    ("titles", "parted"),
    [
        (
            ["Lathes, Berlin", "Turning (Munich)", "Milling - Old Hotel, London", "Filing"],
            [("Lathes", "Berlin"), ("Turning", "Munich"), ("Milling", "Old Hotel, London"), ("Filing", None)],
        ),
        (
            ["Lathes, Berlin, Germany", "Turning, Hotel Adler"],
            [("Lathes", "Berlin, Germany"), ("Turning", "Hotel Adler")],
        ),
        (["Lathes, Berlin", "Filing"], [("Lathes, Berlin", None), ("Filing", None)]),
        (
            ["Of Lathes, Austin", "Of R, Python", "Of Turning, Milling", "Of Steel, Iron", "Of Wood, London"],
            [
                ("Of Lathes, Austin", None),
                ("Of R, Python", None),
                ("Of Turning, Milling", None),
                ("Of Steel, Iron", None),
                ("Of Wood, London", None),
            ],
        ),
    ],
)
def test_lists(titles: list[str], parted: list[tuple[str, str | None]]) -> None:
    raws = [RawListing(title=title) for title in titles]
    found = with_towns_of_titles(raws, "markdown", SMALL_WORLD)
    assert [(raw.title, raw.address) for raw in found] == parted


def test_records_of_programs_and_those_with_a_place_stay() -> None:
    raws = [RawListing(title="Lathes, Berlin"), RawListing(title="Turning, Munich")]
    placed = [RawListing(title="Lathes, Berlin", venue="Old Mill"), RawListing(title="Turning", online=True)]
    assert with_towns_of_titles(raws, "icalendar", SMALL_WORLD) == raws
    assert with_towns_of_titles(placed, "markdown", SMALL_WORLD) == placed


def test_a_list_of_days_and_names() -> None:
    text = "# Conferences\n\n## 2027\n\n- 19 May - Lathes, Berlin\n- 2-3 June - Turning, Munich\n"
    assert told(read(text, "https://example.org/conferences.md")) == [
        ("Lathes", "2027-05-19", "2027-05-19", None, "Berlin", None),
        ("Turning", "2027-06-02", "2027-06-03", None, "Munich", None),
    ]
