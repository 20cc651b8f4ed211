"""Many lists at once are the lists one by one, whatever people say of themselves."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.recommend.allocate.share_out import share_out
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.score.best import Standing, best_of, candidates
from services.matching.recommend.score.score import Features, chances, features, features_with
from tests.support.people import PARAMETERS, person, roster

WORDS = ("Kubernetes", "Baking", "Python", "tax law", "nursing", "bridges")
KINDS = ("learn", "teach", "hire", "job", "mentor", "mentee", "advice", "raise", "invest")
few = st.lists(st.sampled_from(WORDS), max_size=3, unique=True)
asked = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from(KINDS), "text": st.sampled_from(WORDS)}), max_size=3
)
profiles = st.fixed_dictionaries(
    {
        "interests": few,
        "skills": few,
        "bio": st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join),
        "needs": asked,
        "offers": asked,
        "values": st.lists(st.sampled_from(("Thrift", "Candour")), max_size=1),
        "languages": st.lists(st.sampled_from(("en", "pt", "ar")), max_size=2, unique=True).map(
            lambda tags: [{"tag": tag} for tag in tags]
        ),
        "place": st.none() | st.sampled_from(({"city": "Porto", "country": "PT"}, {"city": "Porto"})),
        "visibility": st.dictionaries(
            st.sampled_from(("needs", "display_name", "bio")), st.sampled_from(("hidden", "match_only"))
        ),
    }
)
crowds = st.lists(profiles, min_size=2, max_size=16)


def gathered(crowd: list[dict[str, object]], event_id: str | None) -> Roster:
    return roster(*(person(f"p{i:02}", **fields) for i, fields in enumerate(crowd)), event_id=event_id)


@settings(deadline=None, max_examples=60)
@given(crowds, st.sampled_from(("evt_here", None)))
def test_a_block_of_people_scores_as_one_after_another(
    crowd: list[dict[str, object]], event_id: str | None
) -> None:
    here = gathered(crowd, event_id)
    block = chances(np.arange(len(crowd)), here, PARAMETERS)
    one_by_one = np.vstack([chances(np.array([i]), here, PARAMETERS) for i in range(len(crowd))])
    assert np.allclose(block, one_by_one, rtol=1e-5, atol=1e-7)
    assert np.allclose(block, block.T, rtol=1e-5, atol=1e-7)


@settings(deadline=None, max_examples=60)
@given(crowds, st.sampled_from(("evt_here", None)), st.booleans(), st.data())
def test_what_is_known_of_some_is_what_is_known_of_them_among_all(
    crowd: list[dict[str, object]], event_id: str | None, kept: bool, data: st.DataObject
) -> None:
    here = gathered(crowd, event_id)
    source = share_out(here, PARAMETERS, Draw(b"key", "2026-W48")) if kept else here
    assert (source.pairs is not None) == kept
    one = data.draw(st.integers(0, len(crowd) - 1))
    others = data.draw(st.lists(st.integers(0, len(crowd) - 1), min_size=1, unique=True))
    some = columns(features_with(one, np.array(others), source, PARAMETERS))
    whole = columns(features(np.array([one]), here, PARAMETERS))
    assert np.allclose(
        some, np.broadcast_to(whole, (len(whole), len(crowd)))[:, others], rtol=1e-5, atol=1e-7
    )


def columns(found: Features) -> np.ndarray:
    wide = np.broadcast_to(found.quality.back, found.interest.shape)
    own, value = found.preference, found.value
    return np.vstack(
        [
            found.interest,
            own.there,
            own.back,
            value.there,
            value.back,
            found.context,
            found.quality.there,
            wide,
        ]
    )


@settings(deadline=None, max_examples=60)
@given(crowds, st.booleans(), st.integers(1, 20))
def test_the_lists_of_all_are_the_lists_of_each(
    crowd: list[dict[str, object]], kept: bool, most: int
) -> None:
    here = gathered(crowd, "evt_here")
    source = share_out(here, PARAMETERS, Draw(b"key", "2026-W48")) if kept else here
    asking = {somebody.id: Standing(frozenset()) for somebody in here.people}

    def lists(some: dict[str, Standing], where: Roster) -> dict[str, list[str]]:
        return {
            one: [item.id for item in best_of(found, one, b"key", most)]
            for one, found in candidates(some, where, most, PARAMETERS)
        }

    alone = [lists({one: standing}, here) for one, standing in asking.items()]
    assert lists(asking, source) == {one: found for each in alone for one, found in each.items()}
