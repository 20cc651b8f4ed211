"""What aggregators make of a listing when they copy it, and what only looks like it."""

import pytest

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.decide import decide
from services.events.ingest.resolve.compare.profile import Profile
from shared.contracts.events import Mode
from tests.support.listings import listing


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (listing("RailsConf | May 19, 2027 | Eventbrite"), listing("Rails Conf"), True),
        (listing("The Third Annual RailsConf"), listing("RailsConf"), True),
        (listing("Virtual PyCon Germany"), listing("PyConDE"), True),
        (listing("Entwicklertage"), listing("Developer Days"), False),
        (listing("Konferenz Software und Sicherheit"), listing("Software & Security Conference"), True),
        (listing("Artificial Intelligence Forum"), listing("AI Forum"), True),
        (listing("Very Tech Trip"), listing("VeryTechTrip"), True),
        (listing("Observability Engineering For\u2026"), listing("Observability Engineering Forum"), True),
        (listing("Kubernetes on Edge..."), listing("Kubernetes AI Day"), False),
        (listing("A class of pottery together"), listing("A class of poetry together"), False),
        (listing("dotJS @ Congress Center"), listing("dotCSS @ Congress Center"), False),
        (listing("React Europe - the conference of Paris"), listing("ReactEurope"), True),
        (listing("DevFest", place=None, mode=Mode.ONLINE), listing("GDG DevFest"), False),
        (
            listing("PyCon UG", place=Place(city="Kampala", country="UG")),
            listing("PyCon UG", place=Place("Kulturhaus", country="UG")),
            True,
        ),
    ],
)  # fmt: skip
def test_a_copy_is_told_from_a_sibling(one: Listing, other: Listing, *, same: bool) -> None:
    pair = (Profile(one, "src_a"), Profile(other, "src_b"))
    assert (same, same) == (decide(*pair).same, decide(*reversed(pair)).same)
