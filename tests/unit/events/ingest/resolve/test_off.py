"""How probably an event is off: monotone in each piece of evidence, and sound in the cases that occur."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.off import PROBABLY, Sign, Told, probability, weigh

AGAINST = (Told.OFF, Told.VANISHED, Told.UNREACHABLE, Told.PAGE_OFF, Told.PAGE_GONE)
FOR = (Told.LISTED, Told.PAGE_STANDS)
trusts = st.integers(0, 100)


@st.composite
def signs(draw: st.DrawFn) -> list[Sign]:
    numbers = count()
    return draw(
        st.lists(
            st.builds(
                lambda told, trust, fetches, days: Sign(f"src_{next(numbers)}", told, trust, fetches, days),
                st.sampled_from(Told),
                trusts,
                st.integers(0, 40),
                st.none() | st.floats(0, 400),
            ),
            max_size=6,
        )
    )


def off(*given_signs: Sign) -> float:
    return probability(weigh(given_signs))


@given(signs(), st.sampled_from(AGAINST), trusts, st.randoms(use_true_random=False))
def test_one_more_sign_that_it_is_off_never_lowers_it(
    known: list[Sign], told: Told, trust: int, random: object
) -> None:
    shuffled = list(known)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert off(*known) == off(*shuffled)
    assert off(*known) <= off(*known, Sign("src_new", told, trust)) + 1e-12


@given(signs(), st.sampled_from(FOR), trusts)
def test_one_more_sign_that_it_stands_never_raises_it(known: list[Sign], told: Told, trust: int) -> None:
    assert off(*known, Sign("src_new", told, trust)) <= off(*known) + 1e-12


@given(signs(), st.data(), trusts)
def test_the_more_a_source_is_trusted_the_more_its_word_counts(
    known: list[Sign], data: st.DataObject, trust: int
) -> None:
    if not known:
        return
    place = data.draw(st.integers(0, len(known) - 1))
    less, more = sorted((known[place].trust, trust))
    low, high = (
        off(*known[:place], replace(known[place], trust=it), *known[place + 1 :]) for it in (less, more)
    )
    if known[place].told in FOR:
        assert high <= low + 1e-12
    else:
        assert low <= high + 1e-12


@given(trusts, st.integers(0, 30), st.integers(0, 30), st.floats(0, 400), st.floats(0, 400))
def test_more_fetches_without_it_and_a_nearer_date_make_it_likelier(
    trust: int, fewer: int, more: int, early: float, late: float
) -> None:
    fewer, more = sorted((fewer, more))
    late, early = sorted((early, late))
    low = Sign("src_a", Told.VANISHED, trust, fewer, early)
    assert off(low) <= off(replace(low, fetches=more)) <= off(replace(low, fetches=more, days_before=late))


@pytest.mark.parametrize(
    ("known", "low", "high"),
    [
        ([], 0.02, 0.04),
        ([Sign("a", Told.LISTED, 60)], 0, 0.01),
        ([Sign("a", Told.VANISHED, 30, days_before=200)], PROBABLY, 0.7),
        ([Sign("a", Told.VANISHED, 60, 20, days_before=3)], 0.9, 1),
        ([Sign("a", Told.VANISHED, 60), Sign("b", Told.LISTED, 60)], 0, 0.2),
        ([Sign("a", Told.OFF, 60), *(Sign(str(i), Told.LISTED, 60) for i in range(5))], 0.95, 1),
        ([Sign("a", Told.OFF, 30), Sign("b", Told.LISTED, 60)], 0.3, PROBABLY),
        ([Sign("a", Told.OFF, 30), Sign("b", Told.OFF, 30), Sign("c", Told.LISTED, 60)], PROBABLY, 0.9),
        ([Sign("a", Told.MISSED, 60)], 0.02, 0.04),
        ([Sign("a", Told.UNREACHABLE, 60)], 0.05, 0.2),
        ([Sign("a", Told.VANISHED, 60), Sign("a", Told.PAGE_GONE, 60)], 0.9, 1),
        ([Sign("a", Told.VANISHED, 60), Sign("a", Told.PAGE_OFF, 60)], 0.95, 1),
        ([Sign("a", Told.VANISHED, 60), Sign("a", Told.PAGE_STANDS, 60)], 0, 0.2),
    ],
    ids=["nothing", "listed", "dropped early", "dropped late", "one of two dropped", "cancelled by its best",
         "cancelled by a lesser", "by two lesser", "missed once",
         "source gone", "page gone", "page says off", "page stands"],
)  # fmt: skip
def test_cases(known: list[Sign], low: float, high: float) -> None:
    assert low <= off(*known) <= high


@pytest.mark.parametrize(
    ("fetches", "days_before", "more"),
    [(0, None, 0), (10, None, 0.5), (20, None, 1), (40, None, 1), (0, 0, 1), (0, 15, 0.5), (0, 30, 0),
     (0, 90, 0), (0, -2, 1), (20, 0, 2)],
)  # fmt: skip
def test_how_long_it_is_gone_adds_up_to_two(fetches: int, days_before: float | None, more: float) -> None:
    [plain], [told] = (
        weigh([Sign("src_a", Told.VANISHED, 60, *facts)]) for facts in ((), (fetches, days_before))
    )
    assert more == pytest.approx(told.weight - plain.weight)
