"""Spellings and pages of one organiser are one; what could be two stays two, in whatever order it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.resolve.compare.link import page_key as listing_page
from services.events.ingest.resolve.organiser import page_key, plain_name
from services.events.series.organisers import NAMES_EACH_OTHER, SAID, SAME_LIST, SAME_TOWN, Home, Known, homes


def known(
    key: str, name: str, page: str | None = None, *, links: str = "", towns: str = "", around: str = ""
) -> Known:
    sets = (frozenset(it.split()) for it in (links, towns, around))
    return Known(key, name, page, *sets)


def apart(*organisers: Known) -> bool:
    return {it.id: Home(it.id) for it in organisers} == homes(organisers)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("PyLadies Berlin", "Pyladies  Berlin e.V.", True),
        ("Société Générale S.A.", "societe generale", True),
        ("The Rust Foundation, Inc.", "Rust Foundation", True),
        ("SAP SE", "SAP", False),
        ("AG", "GmbH", False),
        ("PyLadies Berlin", "PyLadies Bern", False),
    ],
)
def test_what_spellings_of_a_name_share(one: str, other: str, *, same: bool) -> None:
    assert same == (plain_name(one) == plain_name(other))


def test_a_name_joins_its_like_in_the_same_town_only() -> None:
    berlin, also = known("a", "pyladies", towns="berlin"), known("b", "pyladies", towns="berlin hamburg")
    assert {"a": Home("a", SAME_TOWN), "b": Home("a", SAME_TOWN)} == homes([also, berlin])
    assert apart(berlin, known("b", "pyladies", towns="paris", around="list"))
    assert apart(berlin, known("b", "rust group", towns="berlin"))
    assert apart(known("a", "the library", towns="berlin"), known("b", "library", towns="berlin"))
    assert apart(known("a", "library", towns="berlin"), known("b", "library", towns="berlin"))


def test_a_name_without_a_town_joins_the_only_one_of_its_list() -> None:
    berlin = known("b", "pyladies", towns="berlin", around="list")
    paris = known("p", "pyladies", towns="paris", around="list")
    loose = known("x", "pyladies", around="list")
    assert {"b": Home("b", SAME_LIST), "x": Home("b", SAME_LIST)} == homes([loose, berlin])
    assert apart(berlin, paris, loose)


def test_pages_are_one_where_each_names_the_other() -> None:
    site = known("a", "pyladies", "py.example", links="m.example/py", towns="berlin")
    group = known("b", "pyladies berlin", "m.example/py", links="py.example")
    liar = known("c", "pyladies", "liar.example", links="py.example", towns="berlin")
    loose = known("d", "pyladies", towns="berlin")
    assert {
        "a": Home("a", NAMES_EACH_OTHER), "b": Home("a", NAMES_EACH_OTHER), "c": Home("c")
    } == homes([liar, group, site])  # fmt: skip
    assert Home("a", SAME_TOWN) == homes([site, group, loose])["d"]
    assert Home("d") == homes([site, group, liar, loose])["d"]


def test_whoever_is_joined_is_told_why_whichever_id_is_the_least() -> None:
    """The home of both is the one that joined, whose id comes first."""
    placed, listed = (
        known("z", "pyladies", towns="berlin", around="list"),
        known("a", "pyladies", around="list"),
    )
    assert homes([placed, listed]) == {"a": Home("a", SAME_LIST), "z": Home("a", SAME_LIST)}


FEW = st.frozensets(st.sampled_from("uvw"), max_size=2)
ANYONE = st.builds(
    Known,
    id=st.uuids().map(str),
    name=st.sampled_from(["pyladies", "rust berlin", "library"]),
    page=st.sampled_from([None, None, "p", "q", "r"]),
    links=st.frozensets(st.sampled_from("pqr"), max_size=3),
    towns=FEW,
    around=FEW,
)


@given(st.lists(ANYONE, max_size=9, unique_by=lambda it: it.id), st.randoms())
def test_the_order_in_which_they_are_told_does_not_matter(told: list[Known], chance: object) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    found = homes(told)
    assert found == homes(shuffled)
    assert all(found[home.id].id == home.id for home in found.values())
    assert all(home.because is not None for own, home in found.items() if home.id != own)


@given(st.lists(ANYONE, max_size=9, unique_by=lambda it: it.id))
def test_what_shares_neither_name_nor_links_is_never_one(told: list[Known]) -> None:
    found = homes(told)
    linked = {it.name for it in told if it.page and it.links}
    for it in told:
        for other in told:
            if found[it.id].id == found[other.id].id:
                assert it.name == other.name or {it.name, other.name} <= linked


def test_what_a_person_says_goes_before_all_evidence() -> None:
    a, b, c = (known(key, "pyladies", towns="berlin") for key in "abc")
    differ = {frozenset("ab"): False}
    assert {"a": Home("a"), "b": Home("b")} == homes([a, b], differ)
    assert {"a": Home("a", SAME_TOWN), "b": Home("b"), "c": Home("a", SAME_TOWN)} == homes([c, b, a], differ)
    other = known("z", "rust group", towns="paris")
    assert {"a": Home("a", SAID), "z": Home("a", SAID)} == homes([a, other], {frozenset("az"): True})
    paged, also = (
        known("p", "x", "p.example", links="q.example"),
        known("q", "y", "q.example", links="p.example"),
    )
    assert {"p": Home("p"), "q": Home("q")} == homes([paged, also], {frozenset("pq"): False})


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.example/group.php?id=1", "https://a.example/group.php?id=2", False),
        ("https://a.example/group.php?id=1&lang=de", "https://www.a.example/group.php?ID=1", True),
        ("https://a.example/group?utm_source=x", "https://a.example/group/", True),
        ("https://a.example/?p=7&event=9", "https://a.example/?event=9&p=7", True),
    ],
)
def test_a_page_is_told_from_others_of_one_program_by_its_id(one: str, other: str, *, same: bool) -> None:
    assert same == (page_key(one) == page_key(other))
    assert same == (listing_page(one) == listing_page(other))


def test_what_a_person_says_is_the_reason_of_those_alone_whom_it_joins() -> None:
    one, other = known("a", "pyladies", towns="berlin"), known("b", "pyladies", towns="berlin")
    third = known("c", "rust group", towns="berlin")
    not_the_third = {frozenset({"a", "c"}): False}
    assert {"a": Home("a", SAME_TOWN), "b": Home("a", SAME_TOWN), "c": Home("c")} == homes(
        [one, other, third], not_the_third
    )
    of_who_is_gone = {frozenset({"c", "gone"}): True}
    assert {"c": Home("c")} == homes([third], of_who_is_gone)
    same = {frozenset({"b", "c"}): True}
    assert {"a": Home("a", SAME_TOWN), "b": Home("a", SAID), "c": Home("a", SAID)} == homes(
        [one, other, third], same
    )
    assert {"a": Home("a", SAME_TOWN), "b": Home("a", SAME_TOWN)} == homes([one, one, other])


def test_a_name_is_vague_by_all_of_its_words() -> None:
    town = {"towns": "berlin"}
    assert apart(known("a", "the city library", **town), known("b", "the city library", **town))
    named = known("a", "the city choir", **town), known("b", "the city choir", **town)
    assert {"a": Home("a", SAME_TOWN), "b": Home("a", SAME_TOWN)} == homes(named)
