from hypothesis import given
from hypothesis import strategies as st

from services.matching.recommend.explain.shown_to_others import Shown, band, shown_to_others
from shared.contracts.people import Reason, ShownBecause, ShownToOthers

OFFER = Reason(kind="need_offer", text="…", evidence=("me.needs[0]", "them.offers[1]"))
TOPIC = Reason(kind="shared_topic", text="…", evidence=("me.interests[3]", "them.interests[0]"))
EVENT = Reason(kind="same_event", text="…", evidence=("me.attendance.evt_1", "them.attendance.evt_1"))


def test_reasons_are_counted_by_readers_and_told_in_ranges() -> None:
    shown = [Shown(f"per_{i}", (OFFER, TOPIC) if i < 10 else (OFFER,)) for i in range(25)]
    shown += [Shown("per_0", (OFFER,)), Shown("per_30", (EVENT,))]
    assert shown_to_others(shown) == ShownToOthers(
        people="20-49",
        because=(
            ShownBecause(
                kind="need_offer", field="offers", people="20-49",
                text="What you offer answers what they are looking for.",
            ),
            ShownBecause(
                kind="shared_topic", field="interests", people="10-19",
                text="You share a topic, told by your interests.",
            ),
        ),
    )  # fmt: skip


def test_of_few_nothing_is_told() -> None:
    assert shown_to_others([Shown(f"per_{i}", (OFFER,)) for i in range(9)]) == ShownToOthers(
        people=None, because=()
    )


def test_words_that_are_close_are_told_of_by_the_name_of_their_field() -> None:
    words = Reason(kind="shared_words", text="…", evidence=("me.bio", "them.bio"))
    [told] = shown_to_others([Shown(f"per_{i}", (words,)) for i in range(10)]).because
    assert told.text == "Something in your words about you is close to what they write."


READERS = st.sampled_from([f"per_{i}" for i in range(40)])
REASONS = st.lists(st.sampled_from([OFFER, TOPIC, EVENT]))


@given(st.lists(st.builds(Shown, READERS, REASONS), max_size=80), READERS)
def test_one_reader_more_or_less_shows_only_where_a_range_ends(shown: list[Shown], reader: str) -> None:
    without = [one for one in shown if one.reader != reader]

    def counts(found: list[Shown]) -> list[str | None]:
        kinds = {(kind, one.reader) for one in found for kind in ("", *(it.kind for it in one.reasons))}
        return [band(sum(kind == it for it, _ in kinds)) for kind in ("", "need_offer", "shared_topic")]

    if counts(shown) == counts(without):
        told, other = shown_to_others(shown), shown_to_others(without)
        assert told.people == other.people
        assert {one.kind: one for one in told.because if one.kind != "same_event"} == {
            one.kind: one for one in other.because if one.kind != "same_event"
        }
