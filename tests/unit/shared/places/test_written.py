"""Towns as people write them, over the real gazetteer."""

import pytest

from shared.places.geonames import load_gazetteer
from shared.places.written import town_written


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("Berlin", ("Berlin", "DE", None)),
        ("Berlin, DE", ("Berlin", "DE", None)),
        ("berlin, de", ("Berlin", "DE", None)),
        ("Berlin, Berlin", ("Berlin", "DE", None)),
        ("Berlin,", ("Berlin", "DE", None)),
        ("München, Bayern", ("Munich", "DE", None)),
        ("München, Bayern, Deutschland", ("Munich", "DE", None)),
        ("Portland, OR", ("Portland", "US", "OR")),
        ("portland, maine", ("Portland", "US", "ME")),
        ("Springfield, IL, USA", ("Springfield", "US", "IL")),
        ("Los Angeles, CA", ("Los Angeles", "US", "CA")),
        ("Toronto, CA", ("Toronto", "CA", "ON")),
        ("Wilmington, DE", ("Wilmington", "US", "DE")),
        ("London, Ontario", ("London", "CA", "ON")),
        ("Paris, TX", ("Paris", "US", "TX")),
        ("Richmond, VIC", ("Richmond", "AU", "VIC")),
        ("Kreuzberg, Berlin", ("Kreuzberg", "DE", None)),
        ("Berlin, XX", None),
        ("Berlin, FR", None),
        ("Xyzzy, DE", None),
        ("", None),
        (",", None),
        (", DE", None),
    ],
)
def test_a_town_lies_in_what_is_written_behind_it(
    text: str, town: tuple[str, str, str | None] | None
) -> None:
    found = town_written(text, load_gazetteer())
    assert (found and (found.name, found.country, found.region)) == town
