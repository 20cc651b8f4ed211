from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.matching.connections.brief import MOST, needs, news, questions
from services.matching.people.said import said_since, sayings
from services.matching.people.visibility import FIELDS, Viewer, may_see
from shared.contracts.people import HomePlace, Need, Offer, Profile, Visibility

MET, LATER = date(2026, 11, 1), date(2026, 11, 20)
BOB = Profile(
    display_name="Bob", headline="Farmer", organisation="A farm", interests=("soil", "bees"),
    needs=(Need(kind="advice", text="Which cover crops build soil carbon."),),
)  # fmt: skip
SINCE = BOB.model_copy(
    update={
        "headline": "Head of farming",
        "place": HomePlace(city="Porto", country="PT"),
        "interests": ("bees", "drones"),
        "offers": (Offer(kind="advice", text="Ten years of field data."),),
    }
)
PROFILES = st.builds(
    Profile,
    display_name=st.just("Bob"),
    headline=st.none() | st.sampled_from(["Farmer", "Head of farming"]),
    interests=st.lists(st.sampled_from(["soil", "bees", "drones"]), unique=True).map(tuple),
    needs=st.lists(
        st.builds(Need, kind=st.just("advice"), text=st.sampled_from(["A", "B", "C"])), max_size=4
    ).map(tuple),
    visibility=st.dictionaries(st.sampled_from(sorted(FIELDS)), st.sampled_from(list(Visibility))),
)


def test_what_is_new_since_a_day_is_told_in_words() -> None:
    said = said_since({}, BOB, SINCE, LATER)
    told = news(SINCE, Viewer.CONNECTION, said, MET, {"drones": "Drones"})
    assert [(one.text, one.evidence) for one in told] == [
        ("Their headline is now “Head of farming”.", "them.headline"),
        ("They are now based in Porto, Portugal.", "them.place"),
        ("They now offer “Ten years of field data”.", "them.offers[0]"),
        ("New among their interests: Drones.", "them.interests[1]"),
    ]
    assert news(SINCE, Viewer.CONNECTION, said, LATER, {}) == ()
    assert news(SINCE, Viewer.CONNECTION, said, None, {}) == ()


def test_a_first_profile_is_no_news_and_what_was_said_before_stays_old() -> None:
    assert said_since({}, None, BOB, LATER) == {}
    first = said_since({}, BOB, SINCE, MET)
    again = said_since(first, SINCE, SINCE.model_copy(update={"interests": ("drones", "law")}), LATER)
    days = {one.text: again.get(one.key) for one in sayings(SINCE)}
    assert (days["Head of farming"], days["drones"], days["A farm"]) == ("2026-11-01", "2026-11-01", None)
    assert sorted(again.values()).count("2026-11-20") == 1


@given(PROFILES, PROFILES, st.sampled_from(list(Viewer)))
def test_nothing_rests_on_what_one_may_not_see(before: Profile, after: Profile, viewer: Viewer) -> None:
    said = said_since({}, before, after, LATER)
    told = [
        *news(after, viewer, said, MET, {}),
        *needs(after, viewer),
        *questions(after, viewer, {}),
    ]
    fields = {one.evidence.removeprefix("them.").partition("[")[0] for one in told}
    assert all(may_see(after, field, viewer) for field in fields)
    assert len(news(after, viewer, said, MET, {})) <= MOST
    assert said_since(said, after, after, LATER) == said
    assert "soil" not in "".join(said)
