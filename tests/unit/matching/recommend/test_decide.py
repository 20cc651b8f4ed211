from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.person import Person, Visited
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.drafts import Draft
from services.matching.recommend.exclude import Dismissal, History
from services.matching.recommend.pipeline import decide
from shared.contracts.people import PersonCard, Reason
from tests.support.people import KIT, NOW, PARAMETERS, person, roster

CLEAN = History(blocked=frozenset(), dismissed=(), shown={})
ANA = person(
    "ana",
    interests=["k8s", "Baking"],
    needs=[{"kind": "learn", "text": "how to run Kubernetes", "urgency": "high"}],
    offers=[{"kind": "feedback", "text": "honest words on Baking"}],
    place={"city": "Porto", "country": "PT"},
)
CROWD = tuple(person(f"crowd{i}", interests=["Python", "Databases"]) for i in range(12))


def ben(**fields: object) -> Person:
    return person(
        "ben",
        **{
            "headline": "Runs clusters",
            "interests": ["Kubernetes"],
            "offers": [{"kind": "teach", "text": "Kubernetes from pod one"}],
            "needs": [{"kind": "feedback", "text": "what my Baking lacks"}],
            "place": {"city": "Porto", "country": "PT"},
            **fields,
        },
    )


def listed(me: Person, where: list[Roster], ask: ListRequest, past: History = CLEAN) -> tuple[Draft, ...]:
    return decide([Asked(ask, me, past, where)], KIT)[0]


def drafts(them: Person, history: History = CLEAN, novelty: float = 0.0) -> tuple[Draft, ...]:
    here = roster(ANA, them, *CROWD)
    ask = ListRequest(ANA.id, 20, novelty, NOW, NOW + timedelta(days=400))
    return listed(ANA, [here], ask, history)


@pytest.mark.parametrize("arm", ["shuffled", "grouped"])
def test_a_shorter_list_in_random_order_is_the_beginning_of_a_longer_one(arm: str) -> None:
    learn = PARAMETERS.learn.model_copy(update={"held_out": 0.0, "shuffled": 0.0, "grouped": 0.0, arm: 1.0})
    mixed = replace(KIT, parameters=PARAMETERS.model_copy(update={"learn": learn}))
    here = roster(ANA, ben(), *CROWD)
    asks = [ListRequest(ANA.id, limit, None, NOW, NOW + timedelta(days=400)) for limit in (3, 5, 8, 12)]
    me = replace(ANA, novelty=0.0)
    lists = [[draft.card.id for draft in decide([Asked(ask, me, CLEAN, [here])], mixed)[0]] for ask in asks]
    assert [len(own) for own in lists] == [3, 5, 8, 12]
    assert all(longer[: len(own)] == own for own, longer in pairwise(lists))
    ranked = [draft.card.id for draft in listed(me, [here], asks[-1])]
    assert (set(lists[-1][:5]) == set(ranked[:5])) is (arm == "grouped")
    assert (set(lists[-1][:10]), lists[-1][10:]) == (set(ranked[:10]), ranked[10:])
    assert lists[-1] != ranked
    tried = Asked(replace(asks[-1], novelty=0.0), me, CLEAN, [here])
    assert [draft.card.id for draft in decide([tried], mixed)[0]] == ranked


def test_the_best_fit_comes_first_with_three_reasons_and_a_question() -> None:
    expected = Draft(
        card=PersonCard(
            id="per_ben", display_name="Ben", headline="Runs clusters", place="Porto, Portugal",
            organisation=None, interests=("Kubernetes",), links=(),
        ),
        event_id="evt_here",
        score=0.881,
        place="ranked",
        strength="strong",
        reasons=(
            Reason(
                kind="offer_need",
                text="They are looking for feedback (“what my Baking lacks”); "
                "you offer feedback (“honest words on Baking”).",
                evidence=("me.offers[0]", "them.needs[0]"),
            ),
            Reason(
                kind="need_offer",
                text="You want to learn “how to run Kubernetes”; they offer “Kubernetes from pod one”.",
                evidence=("me.needs[0]", "them.offers[0]"),
            ),
            Reason(
                kind="shared_topic",
                text="You are both interested in Kubernetes, and nobody else of the 14 people here is.",
                evidence=("me.interests[0]", "them.interests[0]"),
            ),
        ),
        opener="I read that you are looking for feedback (“what my Baking lacks”). What would help most?",
    )  # fmt: skip
    best = drafts(ben())[0]
    assert expected == best._replace(score=0.881, inputs=None)
    assert best.score == pytest.approx(0.881, abs=1e-3)


def shown(found: tuple[Draft, ...]) -> set[str]:
    return {draft.card.id for draft in found}


@pytest.mark.parametrize(
    "history",
    [
        History(frozenset({"per_ben"}), (), {}),
        History(frozenset(), (Dismissal("per_ben", None, mutual=True),), {}),
        History(frozenset(), (Dismissal("per_ben", NOW + timedelta(days=1), mutual=False),), {}),
        History(frozenset(), (), {"per_ben": 6}),
    ],
)
def test_who_is_put_aside_is_not_shown(history: History) -> None:
    assert shown(drafts(ben(), history)) == {someone.id for someone in CROWD}


def test_a_dismissal_that_ran_out_and_five_showings_do_not_hide() -> None:
    history = History(frozenset(), (Dismissal("per_ben", NOW, mutual=False),), {"per_ben": 5})
    assert "per_ben" in shown(drafts(ben(), history))


@settings(deadline=None, max_examples=50)
@given(
    st.frozensets(st.sampled_from([someone.id for someone in (*CROWD, ANA)]), max_size=13),
    st.floats(0, 1),
)
def test_no_excluded_person_is_ever_shown(barred: frozenset[str], novelty: float) -> None:
    found = shown(drafts(ben(), History(barred, (), {}), novelty))
    assert found == {someone.id for someone in CROWD} - barred | {"per_ben"}


def test_nobody_is_shown_without_a_name() -> None:
    assert "per_ben" not in shown(drafts(ben(visibility={"display_name": "match_only"})))


FIELDS = ("headline", "interests", "offers", "needs", "place", "bio", "languages", "skills")
RICH = {
    "bio": "I bake with Databases in mind. Kubernetes all day.",
    "skills": ["Python"],
    "languages": [{"tag": "pt"}],
}


@settings(deadline=None, max_examples=50)
@given(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(["hidden", "match_only", "matches"])))
def test_hiding_a_field_removes_it_from_every_sentence(visibility: dict[str, str]) -> None:
    draft = next(draft for draft in drafts(ben(**RICH, visibility=visibility)) if draft.card.id == "per_ben")
    said = {path.removeprefix("them.").split("[")[0] for reason in draft.reasons for path in reason.evidence}
    assert not said & visibility.keys()
    told = f"{draft.opener} {draft.card} {[reason.text for reason in draft.reasons]}"
    words = {"headline": "Runs clusters", "offers": "first pod", "needs": "my Baking lacks", "place": "Porto"}
    assert not [field for field, text in words.items() if field in visibility and text in told]


def test_a_match_only_field_counts_as_a_visible_one_does() -> None:
    hushed = ben(visibility={"offers": "match_only", "headline": "match_only"})
    assert drafts(hushed)[0].score == drafts(ben())[0].score


@settings(deadline=None, max_examples=50)
@given(st.sampled_from([ben(**RICH), *CROWD]))
def test_every_reason_names_a_fact_of_both(them: Person) -> None:
    for draft in drafts(them):
        assert 1 <= len(draft.reasons) <= 3
        assert len({reason.kind for reason in draft.reasons}) == len(draft.reasons)
        for reason in draft.reasons:
            assert [path.split(".")[0] for path in reason.evidence] == ["me", "them"]


def test_outside_events_only_what_is_public_is_said() -> None:
    them = ben(visibility={"display_name": "public", "interests": "public"})
    mine = person("ana", interests=["k8s"], visibility={"interests": "public"})
    ask = ListRequest(mine.id, 20, 0.0, NOW, NOW)
    found = listed(mine, [roster(mine, them, *CROWD, event_id=None)], ask)
    card = PersonCard(
        id="per_ben", display_name="Ben", headline=None, place=None, organisation=None,
        interests=("Kubernetes",), links=(),
    )  # fmt: skip
    assert [(draft.card, draft.event_id) for draft in found] == [(card, None)]
    assert [reason.kind for reason in found[0].reasons] == ["shared_topic"]


def test_who_did_not_agree_to_be_matched_is_shown_nobody() -> None:
    assert listed(person("zoe"), [roster(ANA, *CROWD)], ListRequest("per_zoe", 20, 0.0, NOW, NOW)) == ()


def test_where_somebody_goes_is_not_called_an_interest() -> None:
    visit = Visited("evt_bake", {"food.baking": 0.9}, NOW + timedelta(days=9), listed=True)
    planned = [replace(person(name), visited=(visit,)) for name in ("uma", "vic")]
    caring = person("wim", interests=["Baking"])
    found = {
        (me.id, them.id): said.text
        for me, them in ((planned[0], planned[1]), (planned[0], caring), (caring, planned[0]))
        for said in next(
            draft
            for draft in listed(me, [roster(*planned, caring, *CROWD)], ListRequest(me.id, 20, 0, NOW, NOW))
            if draft.card.id == them.id
        ).reasons
    }
    assert found == {
        ("per_uma", "per_vic"): "You both go to events on Baking.",
        ("per_uma", "per_wim"): "They are interested in Baking, and you go to an event on it.",
        ("per_wim", "per_uma"): "You are interested in Baking, and they go to an event on it.",
    }


def test_what_both_care_for_is_said_before_where_both_go() -> None:
    visit = Visited("evt_bake", {"food.baking": 0.9}, NOW + timedelta(days=9), listed=True)
    uma, vic = (replace(person(name, interests=["k8s"]), visited=(visit,)) for name in ("uma", "vic"))
    kubernetes = [person(f"k{number}", interests=["k8s"]) for number in range(5)]
    here = roster(uma, vic, *kubernetes, *CROWD)
    [best] = [it for it in listed(uma, [here], ListRequest(uma.id, 20, 0, NOW, NOW)) if it.card.id == vic.id]
    assert [reason.text for reason in best.reasons] == ["You are both interested in Kubernetes."]


NURSES = tuple(
    person(f"nurse{i}", interests=["Nutrition", *(["Baking"] if i < 2 else [])], place={"city": f"Town{i}"})
    for i in range(12)
)


def told(me: Person, them: Person, *others: Person) -> dict[str, str]:
    ask = ListRequest(me.id, 20, 0, NOW, NOW)
    [draft] = [it for it in listed(me, [roster(me, them, *others)], ask) if it.card.id == them.id]
    return {reason.kind: reason.text for reason in draft.reasons}


def test_what_nearly_all_here_care_for_is_no_reason_where_there_is_another() -> None:
    alone = "You are both interested in Baking, and nobody else of the 12 people here is."
    assert told(*NURSES) == {"shared_topic": alone}


def test_where_there_is_nothing_else_it_says_how_many_care() -> None:
    assert told(*NURSES[5:], *NURSES[:5]) == {
        "shared_topic": "You are both interested in Nutrition, as are all 12 people here."
    }


def test_it_says_what_is_rarest_of_what_most_care_for() -> None:
    most = [person(f"most{i}", interests=["Nutrition", "Python"]) for i in range(13)]
    assert told(*most, *NURSES[:7]) == {
        "shared_topic": "You are both interested in Python, as are 13 of the 20 people here."
    }


def test_what_they_care_for_near_what_nearly_all_do_is_told_as_theirs() -> None:
    uma, vic = person("uma", interests=["Nutrition"]), person("vic", interests=["Nutrition", "Baking"])
    near = {"shared_topic": "They are interested in Baking, near to your Nutrition."}
    assert told(uma, vic, *NURSES[2:]) == near
    both = {"shared_topic": "You are both interested in Nutrition, as are all 12 people here."}
    assert told(vic, uma, *NURSES[2:]) == both


READ = "You both work on Databases, and nobody else of the 12 people here does, judging by "
AREA = "Your fields meet in Food: yours is Baking, theirs Nutrition, judging by "


@pytest.mark.parametrize(
    ("mine", "theirs", "sentence"),
    [
        ({"headline": "My Databases"}, {"headline": "All Databases"}, READ + "your headline and theirs."),
        ({"headline": "My Databases"}, {"skills": ["Databases"]}, READ + "your headline."),
        ({"skills": ["Databases"]}, {"bio": "My Databases."}, READ + "their words about themselves."),
        (
            {"bio": "My Databases."},
            {"headline": "My Databases"},
            READ + "your words about you and their headline.",
        ),
        ({"headline": "My Baking"}, {"interests": ["Nutrition"]}, AREA + "your headline."),
    ],
)
def test_a_topic_that_was_read_out_of_words_is_said_to_be(
    mine: dict[str, object], theirs: dict[str, object], sentence: str
) -> None:
    others = [person(f"other{i}", interests=["Python"]) for i in range(10)]
    assert told(person("uma", **mine), person("vic", **theirs), *others)["shared_topic"] == sentence


def test_other_events_in_common_are_told_when_some_but_not_most_here_went() -> None:
    def went(someone: Person, *, listed: bool = True) -> Person:
        visit = Visited("evt_past", {}, NOW - timedelta(days=9), listed, "Bake Off")
        return replace(someone, visited=(visit,))

    history = {"history": "You have Bake Off in common, too."}
    assert told(*map(went, NURSES[5:8]), *NURSES[8:], *NURSES[:5]) == history
    common = {"shared_topic": "You are both interested in Nutrition, as are all 12 people here."}
    assert told(*map(went, NURSES[5:7]), *NURSES[7:], *NURSES[:5]) == common
    assert told(*map(went, NURSES[5:]), *NURSES[:5]) == common
    hidden = went(NURSES[6], listed=False)
    assert told(went(NURSES[5]), hidden, *map(went, NURSES[7:10]), *NURSES[:5], *NURSES[10:]) == common
