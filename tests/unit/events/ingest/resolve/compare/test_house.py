"""Whether two listings name one house."""

import pytest

from services.events.ingest.model import Place
from services.events.ingest.resolve.compare.house import is_same_house


def at(venue: str | None, lat: float | None = None) -> Place:
    return Place(venue, city="Berlin", country="DE", lat=lat, lon=None if lat is None else 13.4)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (at("The Crown"), at("Crown Pub Berlin"), True),
        (at("BCC"), at("Berlin Congress Center"), None),
        (at("EKZ"), at("Einstein Kultur Zentrum"), True),
        (at("Betahaus"), at("C-Base"), False),
        (at("Betahaus", 52.5), at("C-Base", 52.501), True),
        (at("Betahaus", 52.5), at("C-Base", 52.5), False),
        (at("Betahaus", 52.5), at("C-Base", 52.51), False),
        (at("Main Library"), at("Community Center"), None),
        (at("Main Library"), at("Main Library"), True),
        (at("Betahaus"), at(None), None),
        (at("Betahaus"), None, None),
    ],
)
def test_houses(one: Place, other: Place | None, *, same: bool | None) -> None:
    assert [same, same] == [is_same_house(one, other), is_same_house(other, one)]
