"""What a list says of people traces to fields that its reader may see, and moves with no other."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching.people.person import Person, Visited
from services.matching.recommend.asked import Asked, ListRequest
from services.matching.recommend.drafts import Draft
from services.matching.recommend.exclude import History
from services.matching.recommend.pipeline import decide
from tests.support.people import KIT, NOW, person, roster

FIELDS = (
    "headline", "bio", "interests", "skills", "needs", "offers", "place", "organisation", "industry",
    "languages", "values", "goals", "links",
)  # fmt: skip
UNSEEN = ("hidden", "match_only", "matches")
levels = st.sampled_from((*UNSEEN, "attendees", "public"))
TOPICS = ("k8s", "Python", "Baking", "Nutrition", "postgres")


def marked(name: str, turn: int = 0) -> dict[str, object]:
    """A full profile; a word of each field stands nowhere else, and other topics come with another turn."""
    word = f"{name}{turn}"
    first, second = TOPICS[turn % 5], TOPICS[(turn + 1) % 5]
    return {
        "headline": f"Runs headline{word} on {first}",
        "bio": f"I write bio{word} about {second}. We all run clusters and bake bread on mondays.",
        "interests": [first, f"interest{word}", "shared weaving"],
        "skills": [second, f"skill{word}"],
        "needs": [{"kind": "learn", "text": f"need{word} how to run clusters well"}],
        "offers": [{"kind": "teach", "text": f"offer{word} how to run clusters well"}],
        "place": {"city": f"Town{word}" if turn else "Porto", "country": "PT"},
        "organisation": f"Org{word}",
        "industry": f"Trade{word}",
        "languages": [{"tag": ("pt", "de", "fr")[turn % 3]}],
        "values": [f"value{word}"],
        "goals": [f"goal{word}"],
        "links": [f"https://link{word}.example/"],
    }


NOBODY = History(frozenset(), (), {})
CROWD = tuple(person(f"c{i}", interests=[TOPICS[i % 5], "shared weaving"]) for i in range(11))


def drafts(me: Person, them: Person, novelty: float = 0.0) -> dict[str, Draft]:
    here = roster(me, them, *CROWD)
    ask = ListRequest(me.id, 20, novelty, NOW, NOW)
    (found,) = decide([Asked(ask, me, History(frozenset(), (), {}), [here])], KIT)
    return {draft.card.id: draft for draft in found}


def told(draft: Draft) -> str:
    return " ".join([str(draft.card), draft.opener or "", *(reason.text for reason in draft.reasons)])


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from(FIELDS), levels), st.dictionaries(st.sampled_from(FIELDS), levels))
def test_no_word_of_a_field_that_is_not_shown_is_told(mine: dict[str, str], theirs: dict[str, str]) -> None:
    me = person("ana", **marked("mine"), visibility=mine)
    them = person("ben", **marked("theirs"), visibility=theirs)
    said = told(drafts(me, them, 0.2)["per_ben"])
    words = {match[1].lower() for match in re.finditer(r"([A-Za-z]+?)theirs0", said)}
    shown = {FIELD_OF.get(word, word) for word in words}
    assert not [field for field in shown if theirs.get(field) in UNSEEN]
    mine_said = {FIELD_OF.get(m[1].lower(), m[1].lower()) for m in re.finditer(r"([A-Za-z]+?)mine0", said)}
    assert not [field for field in mine_said if mine.get(field) in UNSEEN]


FIELD_OF = {
    "interest": "interests", "skill": "skills", "need": "needs", "offer": "offers", "town": "place",
    "org": "organisation", "trade": "industry", "value": "values", "goal": "goals", "link": "links",
}  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.sampled_from(FIELDS), min_size=1, unique=True),
    st.sampled_from(UNSEEN),
    st.integers(1, 4),
    st.sampled_from(("ana", "ben")),
)
def test_a_change_to_what_is_not_shown_changes_no_word(
    fields: list[str], level: str, turn: int, who: str
) -> None:
    hidden = dict.fromkeys(fields, level)
    before, after = marked(who), {**marked(who), **{name: marked(who, turn)[name] for name in fields}}
    other = person("ben" if who == "ana" else "ana", **marked("other"))

    def told_with(profile: dict[str, object]) -> dict[str, tuple[object, ...]]:
        changed = person(who, **profile, visibility=hidden)
        me, them = (changed, other) if who == "ana" else (other, changed)
        return {one: (draft.card, draft.reasons, draft.opener) for one, draft in drafts(me, them).items()}

    one, two = told_with(before), told_with(after)
    assert {key: one[key] for key in one.keys() & two.keys()} == {
        key: two[key] for key in one.keys() & two.keys()
    }


@settings(deadline=None, max_examples=40)
@given(st.dictionaries(st.sampled_from(FIELDS), levels))
def test_every_reason_names_visible_fields_of_both_and_hiding_them_removes_it(theirs: dict[str, str]) -> None:
    me, them = person("ana", **marked("mine")), person("ben", **marked("theirs"), visibility=theirs)
    for reason in drafts(me, them)["per_ben"].reasons:
        paths = [path.removeprefix("them.") for path in reason.evidence if path.startswith("them.")]
        fields = {path.split("[")[0].split(".")[0] for path in paths} - {"attendance"}
        assert not [field for field in fields if theirs.get(field) in UNSEEN]
        hidden = {**theirs, **dict.fromkeys(fields, "hidden")}
        again = drafts(me, person("ben", **marked("theirs"), visibility=hidden))["per_ben"]
        assert not fields or reason not in again.reasons


def test_the_fact_that_is_told_is_one_that_counts() -> None:
    me = person("ana", needs=[{"kind": "learn", "text": "how to run clusters"}], interests=["k8s"])
    given = {"offers": [{"kind": "teach", "text": "how to run clusters"}], "interests": ["k8s"]}
    whole = drafts(me, person("ben", **given))["per_ben"]
    assert {reason.kind for reason in whole.reasons} == {"need_offer", "shared_topic"}
    for name in given:
        fewer = {field: value for field, value in given.items() if field != name}
        assert drafts(me, person("ben", **fewer))["per_ben"].score < whole.score


def test_a_language_is_rare_among_those_alone_who_name_any() -> None:
    def reasons(tag: str, crowd: Sequence[Person]) -> list[str]:
        me, them = (person(one, languages=[{"tag": tag}, {"tag": "en"}]) for one in ("ana", "ben"))
        (found,) = decide(
            [Asked(ListRequest(me.id, 40, 0.0, NOW, NOW), me, NOBODY, [roster(me, them, *crowd)])], KIT
        )
        told = next(it.reasons for it in found if it.card.id == them.id)
        return [reason.text for reason in told if reason.kind == "language"]

    english = tuple(person(f"e{i}", languages=[{"tag": "en"}]) for i in range(12))
    assert ["You both speak Catalan, and nobody else of the 14 people who name languages here does."] == (
        reasons("ca", english)
    )
    assert [] == reasons("ca", CROWD)  # who names none may speak all


def test_the_event_in_common_that_is_told_is_one_that_counts() -> None:
    def gone(one: Person, *events: str) -> Person:
        visited = tuple(Visited(event, {}, NOW - timedelta(days=20), listed=True) for event in events)
        return replace(one, visited=visited)

    crowd = [gone(one, "evt_small" if i == 0 else "evt_else") for i, one in enumerate(CROWD)]
    me = gone(person("ana"), "evt_small")

    def draft(them: Person) -> Draft:
        here = roster(me, them, *crowd)
        ask = ListRequest(me.id, 20, 0.0, NOW, NOW)
        (found,) = decide([Asked(ask, me, History(frozenset(), (), {}), [here])], KIT)
        return next(it for it in found if it.card.id == them.id)

    whole, without = draft(gone(person("ben"), "evt_small")), draft(person("ben"))
    told_of = [(it.kind, it.evidence) for it in whole.reasons]
    assert told_of == [("history", ("me.attendance.evt_small", "them.attendance.evt_small"))]
    assert "history" not in {it.kind for it in without.reasons}
    assert without.score < whole.score
