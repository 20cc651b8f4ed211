"""Values of events as bytes, counted without a look at each event."""

from collections import Counter
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from services.events.search.facet_codes import FacetNames, facet_codes
from shared.contracts.events import EventKind, Mode
from shared.topics import load_topics

TREE = load_topics()
FACETS = ("topic", "kind", "mode", "country", "language", "free", "month")
NAMES = FacetNames(TREE)
STARTS = datetime(2027, 5, 1, 1, tzinfo=timezone(timedelta(hours=2)))
DOC = {
    "kind": "conference", "mode": "in_person", "place": {"country": "DE"}, "price": {"is_free": False},
    "languages": ["de", "zh-Hant"],
}  # fmt: skip
NOTHING: dict[str, Any] = {"kind": "other", "mode": None, "place": None, "price": None, "languages": []}

docs = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([it.value for it in EventKind]),
        "mode": st.none() | st.sampled_from([it.value for it in Mode]),
        "place": st.none() | st.fixed_dictionaries({"country": st.none() | st.sampled_from(["DE", "FR"])}),
        "price": st.none() | st.fixed_dictionaries({"is_free": st.none() | st.booleans()}),
        "languages": st.lists(st.sampled_from(["en", "pt-BR", "zh-Hant"]), unique=True),
    }
)
topics = st.lists(st.sampled_from([*TREE.topics, *TREE.areas]), unique=True, max_size=5)
starts = st.datetimes(timezones=st.just(UTC))


def told(doc: dict[str, Any], its_topics: list[str], begins: datetime) -> list[tuple[str, str]]:
    price = (doc["price"] or {}).get("is_free")
    one = [("kind", doc["kind"]), ("mode", doc["mode"]), ("country", (doc["place"] or {}).get("country"))]
    one += [("free", {None: None, True: "true", False: "false"}[price]), ("month", begins.strftime("%Y-%m"))]
    many = [("language", it) for it in doc["languages"]] + [("topic", it) for it in its_topics]
    return [each for each in [*one, *many] if each[1]]


def test_the_values_of_one_event() -> None:
    found = NAMES.counted(facet_codes(DOC, ["software.rust", "software"], STARTS), 40)
    values = {facet: [each["value"] for each in each_facet] for facet, each_facet in found.items()}
    assert values == {
        "topic": ["software", "software.rust"], "kind": ["conference"], "mode": ["in_person"],
        "country": ["DE"], "language": ["de", "zh-Hant"], "free": ["false"], "month": ["2027-04"],
    }  # fmt: skip
    assert [("other", 1), ("2027-04", 1)] == [
        (each["value"], each["count"])
        for each_facet in NAMES.counted(facet_codes(NOTHING, [], STARTS), 40).values()
        for each in each_facet
    ]


def test_of_nothing_nothing_is_counted_and_a_topic_that_is_no_more_is_left_out() -> None:
    nothing: dict[str, list[object]] = {facet: [] for facet in FACETS}
    gone = facet_codes(NOTHING, ["software.no-such-topic"], STARTS)
    assert (nothing, []) == (NAMES.counted(b"", 40), NAMES.counted(gone, 40)["topic"])
    known = facet_codes(NOTHING, ["software.rust", "software"], STARTS)
    rarer = facet_codes(NOTHING, ["software"], STARTS)
    commoner = NAMES.counted(gone * 3 + known + rarer, 2)["topic"]
    assert [("software", 2), ("software.rust", 1)] == [(each["value"], each["count"]) for each in commoner]


@given(st.lists(st.tuples(docs, topics, starts), max_size=12), st.integers(1, 4))
def test_the_commonest_values_are_those_of_counting_each(
    events: list[tuple[dict[str, Any], list[str], datetime]], most: int
) -> None:
    counts = Counter(value for event in events for value in told(*event))
    wanted = {
        facet: sorted(((-count, value) for (name, value), count in counts.items() if name == facet))[:most]
        for facet in FACETS
    }
    found = NAMES.counted(b"".join(facet_codes(*event) for event in events), most)
    assert wanted == {
        facet: [(-int(each["count"]), each["value"]) for each in values] for facet, values in found.items()
    }
