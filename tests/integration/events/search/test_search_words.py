"""What a person types, and what is found: slips mended, other names, most of the words, never a fault."""

from urllib.parse import quote

import orjson
import pytest

from services.events.composition import embed
from services.events.runtime import Runtime
from services.events.search.wording import read_wording
from services.events.store.search.estimate import statistics_reader
from services.events.store.search.meaning import Meanings
from shared.http.channel import AsgiChannel
from tests.support.calendars import vcalendar, vevent
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

EVENTS = (
    vevent("1", "Kubernauts Gathering North", "20270309T070000Z", "20270310T150000Z", location="Oslo"),
    vevent("2", "Kubernauts Gathering South", "20270511T070000Z", "20270512T150000Z", location="Vienna"),
    vevent("3", "Machine Learning Dinner", "20270601T170000Z", "20270601T190000Z", location="Cologne"),
    vevent("4", "Journées de l'apprentissage automatique", "20270701T120000Z", "20270701T200000Z",
           location="Toulouse, France"),
    vevent("5", "DevConf.CZ", "20270801T120000Z", "20270801T200000Z", location="Brno, Czechia"),
    vevent("6", "東京Ruby会議12", "20270901T000000Z", "20270901T090000Z", location="Tokyo, Japan"),
    vevent("7", "Barcamp.rb", "20270902T120000Z", "20270902T200000Z", location="Bergen"),
)  # fmt: skip


@pytest.fixture
async def filled(runtime: Runtime, publisher: Publisher) -> Runtime:
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*EVENTS)))
    await runtime.poll_now()
    await runtime.lexicographer.run_once()
    return runtime


@pytest.fixture
async def clubs(runtime: Runtime, publisher: Publisher) -> Runtime:
    events = (
        vevent("1", "Kubernetes Day Oslo", "20270301T170000Z", "20270301T190000Z"),
        vevent("2", "Kubernetes Day Rome", "20270302T170000Z", "20270302T190000Z"),
        vevent("3", "Cycling club meetup", "20270303T170000Z", "20270303T190000Z"),
        vevent("4", "Gardeners meetup", "20270304T170000Z", "20270304T190000Z"),
        vevent("5", "PyCon Somewhere", "20270305T170000Z", "20270305T190000Z", description="All on Python."),
        *(vevent(f"6{n}", f"Dublin walk {n}", "20270306T170000Z", "20270306T190000Z") for n in range(6)),
    )
    await add_source(runtime, publisher.put("/b.ics", vcalendar(*events)))
    await runtime.poll_now()
    await runtime.lexicographer.run_once()
    await runtime.meanings.run_once()
    return runtime


@pytest.mark.usefixtures("clubs")
async def test_a_sort_of_gathering_is_worth_less_than_its_subject(api: AsgiChannel) -> None:
    titles, wording = await ask(api, "python meetup")
    assert (["PyCon Somewhere"], "some") == (titles[:1], wording["matched"])
    assert not {"Cycling club meetup", "Gardeners meetup"} & set(titles)


async def test_what_is_of_the_sort_comes_first(clubs: Runtime, api: AsgiChannel) -> None:
    both = ["Kubernetes Day Oslo", "Kubernetes Day Rome"]
    assert both == (await ask(api, "kubernetes day"))[0]
    await clubs.db.execute("update event_search set kind = 'conference'")
    await clubs.db.execute("update event_search set kind = 'other' where title @@ 'oslo'::tsquery")
    assert both[::-1] == (await ask(api, "kubernetes day conference"))[0][:2]


@pytest.mark.usefixtures("clubs")
async def test_the_name_of_a_place_is_no_slip(api: AsgiChannel) -> None:
    _, wording = await ask(api, "walk dubai")
    assert (None, "some") == (wording["did_you_mean"], wording["matched"])
    assert "walk dublin" == (await ask(api, "walk dubln"))[1]["did_you_mean"]


async def ask(api: AsgiChannel, q: str, more: str = "") -> tuple[list[str], dict[str, object]]:
    reply = await api.request("GET", f"/v1/events?q={quote(q)}{more}")
    assert reply.status == 200, reply.body
    page = orjson.loads(reply.body)
    return [it["title"] for it in page["items"]], page["wording"]


def told(searched: str, meant: str | None = None, matched: str = "all") -> dict[str, object]:
    return {
        "searched": searched,
        "understood": [],
        "did_you_mean": meant,
        "matched": matched,
        "close_from": None,
        "ranked_until": None,
    }


OTHERWISE = [
    ("kubernauts wien", ["Kubernauts Gathering South"]),
    ("gathering norwegen märz", ["Kubernauts Gathering North"]),
    ("gathering scandinavia", ["Kubernauts Gathering North"]),
    ("gathering May", ["Kubernauts Gathering South"]),
    ("KI köln", ["Machine Learning Dinner"]),
    ("machine learning", ["Machine Learning Dinner", "Journées de l'apprentissage automatique"]),
    ("maschinelles lernen toulouse", ["Journées de l'apprentissage automatique"]),
    ("devconf cz", ["DevConf.CZ"]),
    ("dev conf", ["DevConf.CZ"]),
    ("gathering the conference in oslo", ["Kubernauts Gathering North"]),
    ("ruby会議", ["東京Ruby会議12"]),
]


@pytest.mark.usefixtures("filled")
async def test_other_names_months_countries_and_languages(api: AsgiChannel) -> None:
    assert [(titles, told(q)) for q, titles in OTHERWISE] == [await ask(api, q) for q, _ in OTHERWISE]


async def test_how_much_a_beginning_finds_is_known_beforehand(
    filled: Runtime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.events.store.search.lexicon.AIM", 2)
    await filled.lexicographer.count()
    await filled.db.execute("analyze event_ahead")
    wording = read_wording("kube", filled.vocabulary)
    assert wording is not None
    known = await statistics_reader(filled.db, filled.finder.lexicon)()
    assert known.words.share(wording) >= 2 / len(EVENTS)


@pytest.mark.usefixtures("filled")
async def test_what_is_written_as_one_word_is_found_apart_and_the_reverse(api: AsgiChannel) -> None:
    apart, one = await ask(api, "bar_camp.rb"), await ask(api, "barcamprb")
    assert (["Barcamp.rb"], told("barcamp rb", "barcamp rb")) == apart
    assert (["Barcamp.rb"], told("barcamp", "barcamp")) == one


@pytest.mark.usefixtures("filled")
async def test_a_slip_is_mended_where_nothing_has_the_word_as_typed(api: AsgiChannel) -> None:
    meant = "kubernauts north"
    assert (["Kubernauts Gathering North"], told(meant, meant)) == await ask(api, "kubernuats north")
    assert ([], told("kubernuats north", meant)) == await ask(api, "kubernuats north", "&exact=true")
    assert (["Kubernauts Gathering North"], told(meant)) == await ask(api, meant)


async def test_what_has_the_mended_word_stands_before_what_is_of_its_topic(
    runtime: Runtime, api: AsgiChannel, publisher: Publisher
) -> None:
    events = (
        vevent("1", "Ruby Ruby Ruby", "20270301T100000Z", "20270301T120000Z", description="All of Ruby."),
        vevent("2", "EuRuKo and much more than that", "20270401T100000Z", "20270401T120000Z"),
    )
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*events)))
    await runtime.poll_now()
    await runtime.lexicographer.run_once()
    titles, wording = await ask(api, "eurukko")
    assert (["EuRuKo and much more than that", "Ruby Ruby Ruby"], "euruko") == (titles, wording["searched"])


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
    filled: Runtime, api: AsgiChannel, publisher: Publisher, clock: FixedClock, q: str
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
        clock.advance(seconds=1)
        await add_source(filled, publisher.put(f"/{len(seen)}.ics", vcalendar(early)))
        await filled.poll_now()
    assert ["Kubernauts Gathering North", "Kubernauts Gathering South"] == [
        title for title in seen if title.startswith("Kubernauts")
    ]


TYPED = [
    "'", '"', '"unclosed', "(", ") & (", "a | b", "!x", "<->", ":*", "a:b", "\\", "%", "--", "-", "-rust",
    "or", "or or", "the of and", "ا ل ب ح ث", "\u202egnirehtag", "ga\u200bthering", "🎉", "日本語 会議",
    "ß" * 200, "x" * 200, "' or 1=1; --", "\u0301\u0301", "\ufffd",
    "a b c d e f g h i j k l m n o p q r s t u v",
]  # fmt: skip


@pytest.mark.usefixtures("filled")
async def test_whatever_is_typed_gets_an_answer(api: AsgiChannel) -> None:
    for q in TYPED:
        for more in ("", "&sort=starts_at", "&include=facets", "&exact=true"):
            await ask(api, q, more)


@pytest.fixture
async def professions(runtime: Runtime, publisher: Publisher) -> Runtime:
    """Read events that are called by other words than people look for."""
    named = ("Doctors Evening", "Gardeners Evening", "Physicians of the North", "Doctors Evening")
    evenings = [
        vevent(f"{day}", name, f"2027060{day}T170000Z", f"2027060{day}T190000Z")
        for day, name in enumerate(named, start=1)
    ]
    await add_source(runtime, publisher.put("/a.ics", vcalendar(*evenings)))
    await runtime.poll_now()
    assert (4, 0) == (await runtime.meanings.run_once(), await runtime.meanings.run_once())
    await runtime.lexicographer.run_once()
    return runtime


@pytest.mark.usefixtures("professions")
async def test_what_is_close_in_meaning_stands_below_what_has_the_words(api: AsgiChannel) -> None:
    titles, wording = await ask(api, "physicians")
    assert ["Physicians of the North", "Doctors Evening"] == titles
    assert {**told("physicians"), "close_from": 1} == wording
    assert ["Physicians of the North"] == (await ask(api, "physicians", "&exact=true"))[0]
    assert ["Physicians of the North"] == (await ask(api, "physicians", "&sort=starts_at"))[0]
    assert [] == (await ask(api, "physicians", "&country=DE"))[0]
    assert ["Doctors Evening"] == (await ask(api, "physicians 4 june 2027"))[0]  # of 3 June it is close


async def test_vectors_follow_their_events(
    professions: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    changed = vevent("1", "Night of Stars", "20270601T170000Z", "20270601T190000Z")
    publisher.put("/a.ics", vcalendar(changed))
    for _ in range(4):
        clock.advance(hours=6)
        await professions.poll_now()
    assert await professions.meanings.run_once() > 0
    assert [] == await stale(professions)


async def test_what_changes_while_vectors_are_made_in_batches_is_not_missed(professions: Runtime) -> None:
    db = professions.db
    await db.execute("update event set version = version + 1")
    meanings = Meanings(db, embed, batch=2)
    first = (await stale(professions))[0]
    assert 2 == await meanings.run_once()
    await db.execute("update event set version = version + 1 where id = $1", first)
    await db.execute(
        "insert into change (event_id, reason, version, at) "
        "select event_id, reason, version + 1, at from change where event_id = $1",
        first,
    )
    assert (2, 0, 1, 0) == tuple([await meanings.run_once() for _ in range(4)])
    assert [] == await stale(professions)


async def stale(runtime: Runtime) -> list[str]:
    rows = await runtime.db.fetch("""
        select id from event_search join event using (id) left join event_meaning as known using (id)
        where known.version is distinct from event.version order by id
    """)
    return [row["id"] for row in rows]


@pytest.mark.usefixtures("filled")
async def test_why_an_event_was_found_is_told(api: AsgiChannel) -> None:
    reply = await api.request(
        "GET", f"/v1/events?q={quote('the kubernuats wien volcano')}&include=explain&limit=1"
    )
    page = orjson.loads(reply.body)
    [event] = page["items"]
    assert "Kubernauts Gathering South" == event["title"]
    why = {"typed": [], "meant": ["kubernuats", "wien"], "missing": ["volcano"]}
    assert {event["id"]: why} == page["explain"]
    plain = orjson.loads((await api.request("GET", "/v1/events?q=oslo&include=explain&include=facets")).body)
    assert [{"typed": ["oslo"], "meant": [], "missing": []}] == list(plain["explain"].values())


async def test_what_is_too_long_is_refused_by_name(api: AsgiChannel) -> None:
    reply = await api.request("GET", f"/v1/events?q={'x' * 10_000}")
    assert (422, "/query/q") == (reply.status, orjson.loads(reply.body)["errors"][0]["pointer"])


async def test_it_says_that_it_is_ready_once_a_search_has_been_made(
    api: AsgiChannel, runtime: Runtime
) -> None:
    await runtime.warming
    reply = await api.request("GET", "/ready")
    ready = {"ready": True, "checks": {"database": True, "search": True}}
    assert (200, ready) == (reply.status, orjson.loads(reply.body))
