"""What is kept of a listing to compare it by says as much as the listing."""

import orjson
from hypothesis import example, given
from hypothesis import strategies as st

from services.events.ingest.model import Listing, Place
from services.events.ingest.resolve.compare.decide import decide
from services.events.ingest.resolve.compare.profile import Profile
from services.events.ingest.when import When
from services.events.store.ingest.compared import NOT_COMPARED, compared_to_json, days_of, profile_of
from services.events.store.ingest.encoding import listing_to_json
from shared.contracts.events import Mode
from shared.db.codecs import encode_json
from tests.support.listings import listing

TITLES = (
    "13th PyConDE 2027",
    "Ruby devroom at FOSDEM (FOSDEM '27)",
    "ADDC - App Design & Development",
    "Café",
)
WHENS = st.sampled_from(("2027-05-19", "2027-05-19T09:00", "2027-05-22"))
PLACES = (Place("Gasteig", "Am Gasteig 1", "München", "Bayern", "DE", 48.137154, 11.576124), Place(), None)
listings = st.builds(
    Listing,
    uid=st.just("1"),
    recurrence_id=st.just(""),
    title=st.sampled_from(TITLES)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=40),
    other_name=st.none() | st.sampled_from(TITLES),
    starts=st.builds(When, WHENS),
    ends=st.none() | st.builds(When, WHENS),
    mode=st.none() | st.sampled_from(Mode),
    place=st.sampled_from(PLACES),
    url=st.none() | st.sampled_from(("https://www.A.example/x/index.html?id=3", "no address")),
    organiser_name=st.none() | st.just("Verein für Café"),
    description=st.just("Long, and of no matter"),
    content_hash=st.just("0f"),
)


def told(it: Profile) -> tuple[object, ...]:
    """Return all that a profile tells but its listing."""
    return it.starts, it.ends, it.names, it.places, it.named_places, it.page, it.organiser


@given(listings, listings)
@example(listing("PyCon"), listing("PyCon"))
def test_what_is_kept_and_what_is_left_of_the_document_decide_as_the_listing_does(
    one: Listing, other: Listing
) -> None:
    document = {key: value for key, value in listing_to_json(one).items() if key not in NOT_COMPARED}
    whole, against = Profile(one), Profile(other)
    for kept in (compared_to_json(one), document):
        read = orjson.loads(encode_json(kept))
        found = profile_of(read, days_of(read))
        assert (whole.starts, whole.ends) == days_of(read)
        assert told(whole) == told(found)
        assert decide(whole, against) == decide(found, against)
