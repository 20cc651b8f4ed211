"""What a person types, and what is found: slips mended, other names, most of the words, never a fault."""

from urllib.parse import quote

import orjson
import pytest

from services.events.app import Runtime
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.publisher import Publisher, add_source

EVENTS = (
    vevent("1", "Kubernauts Gathering North", "20270309T070000Z", "20270310T150000Z", location="Oslo"),
    vevent("2", "Kubernauts Gathering South", "20270511T070000Z", "20270512T150000Z", location="Vienna"),
    vevent("3", "Machine Learning Dinner", "20270601T170000Z", "20270601T190000Z", location="Cologne"),
    vevent("4", "Journées de l'apprentissage automatique", "20270701T120000Z", "20270701T200000Z",
           location="Toulouse, France"),
    vevent("5", "DevConf.CZ", "20270801T120000Z", "20270801T200000Z", location="Brno, Czechia"),
)  # fmt: skip


@pytest.fixture
async def filled(runtime: Runtime, publisher: Publisher) -> Runtime:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*EVENTS)))
    await runtime.poll_now()
    await runtime.lexicographer.run_once()
    return runtime


async def ask(api: AsgiChannel, q: str, more: str = "") -> tuple[list[str], dict[str, object]]:
    reply = await api.request("GET", f"/v1/events?q={quote(q)}{more}")
    assert reply.status == 200, reply.body
    page = orjson.loads(reply.body)
    return [it["title"] for it in page["items"]], page["wording"]


def told(searched: str, meant: str | None = None, matched: str = "all") -> dict[str, object]:
    return {"searched": searched, "did_you_mean": meant, "matched": matched, "ranked_until": None}


@pytest.mark.parametrize(
    ("q", "titles"),
    [
        ("kubernauts wien", ["Kubernauts Gathering South"]),
        ("gathering norwegen märz", ["Kubernauts Gathering North"]),
        ("gathering May 2027", ["Kubernauts Gathering South"]),
        ("KI köln", ["Machine Learning Dinner"]),
        ("machine learning", ["Machine Learning Dinner", "Journées de l'apprentissage automatique"]),
        ("maschinelles lernen toulouse", ["Journées de l'apprentissage automatique"]),
        ("devconf cz", ["DevConf.CZ"]),
        ("dev conf", ["DevConf.CZ"]),
        ("gathering the conference in oslo", ["Kubernauts Gathering North"]),
    ],
)
@pytest.mark.usefixtures("filled")
async def test_other_names_months_countries_and_languages(
    api: AsgiChannel, q: str, titles: list[str]
) -> None:
    assert (titles, told(q)) == await ask(api, q)


@pytest.mark.usefixtures("filled")
async def test_a_slip_is_mended_where_nothing_has_the_word_as_typed(api: AsgiChannel) -> None:
    meant = "kubernauts north"
    assert (["Kubernauts Gathering North"], told(meant, meant)) == await ask(api, "kubernuats north")
    assert ([], told("kubernuats north", meant)) == await ask(api, "kubernuats north", "&exact=true")
    assert (["Kubernauts Gathering North"], told(meant)) == await ask(api, meant)


@pytest.mark.usefixtures("filled")
async def test_where_no_event_has_all_words_those_with_most_of_them_are_given(api: AsgiChannel) -> None:
    q = "kubernauts oslo volcano"
    titles, wording = await ask(api, q)
    assert ("Kubernauts Gathering North", told("kubernauts oslo volcano", matched="some")) == (
        titles[0],
        wording,
    )
    assert [] == (await ask(api, "kubernauts oslo volcano", "&exact=true"))[0]
    assert [] == (await ask(api, "kubernauts oslo volcano", "&sort=starts_at"))[0]


@pytest.mark.parametrize("q", ["kubernuats gathering", "kubernauts volcano"])
async def test_mended_and_loose_pages_do_not_shift_while_events_are_added(
    filled: Runtime, api: AsgiChannel, publisher: Publisher, q: str
) -> None:
    path: str | None = f"/v1/events?q={quote(q)}&limit=1"
    seen = []
    while path:
        page = orjson.loads((await api.request("GET", path)).body)
        seen += [it["title"] for it in page["items"]]
        path = page["next"]
        early = vevent(
            f"n{len(seen)}", f"Kubernuats Gathering {len(seen)}", "20270101T100000Z", "20270101T120000Z"
        )
        await add_source(filled, publisher.put(f"/{len(seen)}.ics", vcalendar(early)))
        await filled.poll_now()
    assert ["Kubernauts Gathering North", "Kubernauts Gathering South"] == [
        title for title in seen if title.startswith("Kubernauts")
    ]


@pytest.mark.parametrize(
    "q",
    [
        "'", '"', '"unclosed', "(", ") & (", "a | b", "!x", "<->", ":*", "a:b", "\\", "%", "--", "-", "-rust",
        "or", "or or", "the of and", "ا ل ب ح ث", "\u202egnirehtag", "ga\u200bthering", "🎉", "日本語 会議",
        "ß" * 200, "x" * 200, "' or 1=1; --", "\u0301\u0301", "\ufffd",
        "a b c d e f g h i j k l m n o p q r s t u v",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("filled")
async def test_whatever_is_typed_gets_an_answer(api: AsgiChannel, q: str) -> None:
    for more in ("", "&sort=starts_at", "&include=facets", "&exact=true"):
        await ask(api, q, more)


async def test_what_is_too_long_is_refused_by_name(api: AsgiChannel) -> None:
    reply = await api.request("GET", f"/v1/events?q={'x' * 10_000}")
    assert (422, "/query/q") == (reply.status, orjson.loads(reply.body)["errors"][0]["pointer"])
