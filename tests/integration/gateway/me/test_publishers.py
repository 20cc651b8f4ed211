"""A publisher claims a feed and stops us, by API and by page; another person and nobody may not."""

import json
import re
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import httpx

from tests.integration.gateway.conftest import House
from tests.integration.gateway.organisers import prove

SETTINGS = {
    "most_often_hours": None, "paused": False, "stopped": False, "withdrawn": False,
    "title": None, "licence": None, "attribution": None, "timezone": None,
}  # fmt: skip


async def source_of(house: House) -> str:
    browser = await house.browser()
    return str((await browser.get("/v1/sources")).json()["items"][0]["id"])


async def page_visitor(house: House, address: str) -> httpx.AsyncClient:
    """Return a browser whose cookie holds a session."""
    signed_in, browser = await house.sign_in(address), await house.browser()
    browser.cookies.set("acquaint", signed_in.headers["authorization"].removeprefix("Bearer "))
    return browser


async def press(browser: httpx.AsyncClient, source: str, action: str, **fields: str) -> httpx.Response:
    """Send a form of the source's page and return the page that it leads to."""
    page = (await browser.get(f"/sources/{source}")).text
    token = re.search(r'name="csrf" value="([^"]+)"', page)
    data = {"csrf": token[1] if token else "", **fields}
    return await browser.post(f"/sources/{source}/{action}", data=data, follow_redirects=True)


async def test_a_publisher_does_it_all_by_api(house: House) -> None:
    source, ada = await source_of(house), await house.sign_in("ada@people.example")
    started = await ada.post(f"/v1/sources/{source}/claims", json={"method": "rel_me"})
    again = await ada.post(f"/v1/sources/{source}/claims", json={"method": "rel_me"})
    claim = started.json()
    early = (await ada.post(f"/v1/sources/{source}/claims/{claim['id']}/verify")).json()
    claim_id = await prove(house, ada, source)
    listed = (await ada.get(f"/v1/sources/{source}/claims")).json()
    site = f"http://{house.publisher.origin}/"

    assert (201, claim["id"], claim["publish"]) == (
        started.status_code, again.json()["id"], again.json()["publish"],
    )  # fmt: skip
    assert re.fullmatch(
        r'<link rel="me" href="http://acquaint\.example/claims/[0-9a-f]{48}">', claim["publish"]
    )
    assert ("pending", [{"where": site, "seen": "no page (HTTP 404)", "found": False}]) == (
        early["state"], early["looks"],
    )  # fmt: skip
    assert [(claim_id, "verified")] == [(it["id"], it["state"]) for it in listed["items"]]
    assert SETTINGS == (await ada.get(f"/v1/sources/{source}/settings")).json()

    change = {"most_often_hours": 24, "title": "Soil Society", "stopped": True, "withdraw": True}
    changed = await ada.patch(f"/v1/sources/{source}", json=change)
    await house.settle()
    told = (await ada.get(f"/v1/sources/{source}")).json()
    made = {"most_often_hours": 24, "title": "Soil Society", "stopped": True, "withdrawn": True}
    assert (200, {**SETTINGS, **made}) == (changed.status_code, changed.json())
    assert ("Soil Society", "stopped", None) == (told["title"], told["status"], told["next_fetch_at"])
    assert [] == (await ada.get("/v1/events")).json()["items"]

    await ada.patch(f"/v1/sources/{source}", json={"stopped": False, "title": None})
    await house.settle()
    assert 2 == len((await ada.get("/v1/events")).json()["items"])
    dropped = await ada.delete(f"/v1/sources/{source}/claims/{claim_id}")
    assert (204, 403) == (
        dropped.status_code, (await ada.patch(f"/v1/sources/{source}", json={"paused": True})).status_code,
    )  # fmt: skip


async def test_others_may_not(house: House) -> None:
    source = await source_of(house)
    ada, bob = await house.sign_in("ada@people.example"), await house.sign_in("bob@people.example")
    nobody = await house.browser()
    claim = await prove(house, ada, source)
    await ada.patch(f"/v1/sources/{source}", json={"most_often_hours": 48})
    calls = [
        ("POST", f"/v1/sources/{source}/claims/{claim}/verify", None),
        ("DELETE", f"/v1/sources/{source}/claims/{claim}", None),
        ("GET", f"/v1/sources/{source}/settings", None),
        ("PATCH", f"/v1/sources/{source}", {"stopped": True}),
    ]
    by_bob = [await bob.request(verb, path, json=body) for verb, path, body in calls]
    by_nobody = [await nobody.request(verb, path, json=body) for verb, path, body in calls]
    by_nobody.append(await nobody.post(f"/v1/sources/{source}/claims", json={"method": "rel_me"}))
    by_nobody.append(await nobody.get(f"/v1/sources/{source}/claims"))

    assert [(404, "claim_missing")] * 2 + [(403, "not_its_publisher")] * 2 == [
        (answer.status_code, answer.json()["code"]) for answer in by_bob
    ]
    assert {(401, "not_signed_in")} == {(it.status_code, it.json()["code"]) for it in by_nobody}
    assert [] == (await bob.get(f"/v1/sources/{source}/claims")).json()["items"]
    kept = (await ada.get(f"/v1/sources/{source}/settings")).json()
    assert {**SETTINGS, "most_often_hours": 48} == kept


async def test_what_cannot_be_set_is_named(house: House) -> None:
    source, ada = await source_of(house), await house.sign_in("ada@people.example")
    await prove(house, ada, source)
    wrong: list[dict[str, object]] = [
        {"every": 1}, {"most_often_hours": 0}, {"timezone": "Mars"}, {"withdraw": True},
        {"most_often_hours": 169}, {"paused": None},
    ]  # fmt: skip
    answers = [await ada.patch(f"/v1/sources/{source}", json=body) for body in wrong]

    told = [(it.status_code, [error["pointer"] for error in it.json()["errors"]]) for it in answers]
    assert told == [(422, [f"/{field}"]) for body in wrong for field in body]
    assert SETTINGS == (await ada.get(f"/v1/sources/{source}/settings")).json()


async def test_a_link_that_proves_leads_to_the_source(house: House) -> None:
    source, ada = await source_of(house), await house.sign_in("ada@people.example")
    claim = (await ada.post(f"/v1/sources/{source}/claims", json={"method": "rel_me"})).json()
    path = re.search(r"/claims/[0-9a-f]+", claim["publish"])
    nobody = await house.browser()

    assert path is not None
    assert f"/sources/{source}" == (await nobody.get(path[0])).headers["location"]
    assert 404 == (await nobody.get("/claims/0000")).status_code


async def test_a_publisher_does_it_all_on_the_page(house: House) -> None:
    source, ada = await source_of(house), await page_visitor(house, "ada@people.example")
    asked = (await press(ada, source, "claims", method="rel_me")).text
    proof = unescape(re.search(r"<pre[^>]*><code>(.*?)</code></pre>", asked, re.DOTALL)[1])  # type: ignore[index]
    claim = re.search(r"/claims/(clm_\w+)/verify", asked)
    assert claim is not None
    missing = (await press(ada, source, f"claims/{claim[1]}/verify")).text
    house.publisher.put("/", f"<html><head>{proof}</head>", "text/html")
    house.clock.advance(minutes=15)
    assert 1 == await house.events.verifier.recheck_due()
    proven = (await ada.get(f"/sources/{source}")).text

    for words in ("no page (HTTP 404)", "We look again by ourselves in 15 min"):
        assert words in missing, words
    assert "Show me the link" not in missing
    assert "Is this feed yours?</h2>" in missing
    for words in ("Your feed", "At most one fetch", "Stop us for good", "looked for again every month"):
        assert words in proven, words

    saved = (
        await press(ada, source, "settings", most_often_hours="72", title="Soil Society", paused="yes")
    ).text
    for words in (
        "Saved.",
        "<h1>Soil Society</h1>",
        "never more often than every 3 days",
        "has paused us",
        " checked>",
    ):
        assert words in saved, words
    refused = await press(ada, source, "settings", timezone="Mars/Olympus", title="Soils", paused="yes")
    assert 422 == refused.status_code
    for words in ("Give an IANA time zone", 'value="Mars/Olympus"', 'value="Soils"', " checked>"):
        assert words in refused.text, words

    stopped = (await press(ada, source, "stop", do="stop", withdraw="yes")).text
    await house.settle()
    for words in ("never to fetch it, and to take its events down", "You have stopped us", "no longer shown"):
        assert words in stopped, words
    assert [] == (await ada.get("/v1/events")).json()["items"]
    resumed = (await press(ada, source, "stop", do="resume")).text
    await house.settle()
    assert "Stop us for good" in resumed
    assert 2 == len((await ada.get("/v1/events")).json()["items"])
    assert "Is this feed yours?</h2>" in (await press(ada, source, f"claims/{claim[1]}/drop")).text


async def test_what_others_see_of_a_claimed_feed(house: House) -> None:
    source, ada = await source_of(house), await house.sign_in("ada@people.example")
    await prove(house, ada, source)
    bob, nobody = await page_visitor(house, "bob@people.example"), await house.browser()
    pages = [(await browser.get(f"/sources/{source}")).text for browser in (bob, nobody)]

    for page in pages:
        assert "has proven that it is theirs" in page
        assert "Stop us for good" not in page
        assert "per_" not in page
    assert "Show me the link" in pages[0]
    assert f"/sign-in?next=/sources/{source}" in pages[1]
    refused = await press(bob, source, "stop", do="stop")
    turned_away = await press(nobody, source, "settings", title="Mine")
    assert 403 == refused.status_code
    assert "Sign in" in turned_away.text
    forged = await bob.post(f"/sources/{source}/stop", data={"do": "stop"})
    assert 403 == forged.status_code
    assert "healthy" == (await bob.get(f"/v1/sources/{source}")).json()["status"]


async def test_an_erased_person_takes_their_claim_along_and_is_a_publisher_no_more(house: House) -> None:
    source, ada = await source_of(house), await house.sign_in("ada@people.example")
    await prove(house, ada, source)
    with ZipFile(BytesIO((await ada.get("/v1/me/export")).content)) as archive:
        taken = {name: json.loads(archive.read(f"source_{name}.json")) for name in ("claims", "looks")}
    [claim], [look] = taken["claims"], taken["looks"]
    assert (source, True, house.publisher.origin) == (
        claim["source_id"], claim["verified_at"] is not None, look["host"],
    )  # fmt: skip
    assert 200 == (await ada.delete("/v1/me")).status_code

    assert 0 == await house.events.db.fetchval("select count(*) from source_claim")
    assert "has not claimed it" in (await (await house.browser()).get(f"/sources/{source}")).text


async def test_a_letter_to_the_domain_proves_once_its_reader_says_so(house: House) -> None:  # noqa: PLR0915
    ada, nobody = await house.sign_in("ada@people.example"), await house.browser()
    [own] = (await ada.get("/v1/sources")).json()["items"]
    shared = await ada.post(f"/v1/sources/{own['id']}/claims", json={"method": "mail_webmaster"})
    assert (422, "claim_impossible") == (shared.status_code, shared.json()["code"])
    sql = "update source set url = 'https://cal.soil.example.org/a.ics' where id = $1"
    await house.events.db.execute(sql, own["id"])
    claims = f"/v1/sources/{own['id']}/claims"
    claim = (await ada.post(claims, json={"method": "mail_webmaster"})).json()
    assert ("", ["webmaster@example.org"]) == (claim["publish"], claim["places"])
    sent = (await ada.post(f"{claims}/{claim['id']}/verify")).json()
    seen = {"where": "webmaster@example.org", "seen": "a letter is on its way there", "found": False}
    assert ("pending", [seen]) == (sent["state"], sent["looks"])
    rows = await house.db.fetch("select to_address, subject, text from mail_message where kind = 'claim'")
    [letter] = [dict(row) for row in rows]
    token = re.search(r"/claims/([0-9a-f]{48})", letter["text"])
    assert token is not None
    assert ("webmaster@example.org", True) == (
        letter["to_address"],
        "ada@people.example" in letter["subject"],
    )
    assert token[1] not in (await ada.get(claims)).text
    page = await nobody.get(f"/claims/{token[1]}")
    assert "ada@people.example" in page.text
    assert "pending" == (await ada.get(claims)).json()["items"][0]["state"]
    csrf = re.search(r'name="csrf" value="([^"]+)"', page.text)
    data = {"csrf": csrf[1] if csrf else "", "do": "confirm"}
    for _ in range(2):
        said = await nobody.post(f"/claims/{token[1]}", data=data)
        assert (303, f"/claims/{token[1]}") == (said.status_code, said.headers["location"])
    assert "They may speak for" in (await nobody.get(f"/claims/{token[1]}")).text
    told = await house.db.fetch("select to_address, text from mail_message where kind = 'claim_confirmed'")
    assert [("ada@people.example", True)] == [
        (row["to_address"], f"/sources/{own['id']}#yours" in row["text"]) for row in told
    ]
    [proven] = (await ada.get(claims)).json()["items"]
    assert ("verified", True) == (proven["state"], proven["note"].startswith("It was confirmed by mail"))
    house.clock.advance(minutes=60 * 24 * 370)
    await house.events.verifier.recheck_due()
    [old] = (await (await house.sign_in("ada@people.example")).get(claims)).json()["items"]
    assert ("failing", True) == (old["state"], "have the letter sent again" in old["note"])


async def test_who_chooses_the_letter_on_the_page_has_it_sent_at_once(house: House) -> None:
    ada, page = await house.sign_in("ada@people.example"), await house.browser()
    page.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    [own] = (await ada.get("/v1/sources")).json()["items"]
    sql = "update source set url = 'https://cal.soil.example.org/a.ics' where id = $1"
    await house.events.db.execute(sql, own["id"])
    shown = (await page.get(f"/sources/{own['id']}")).text
    csrf = re.findall(r'name="csrf" value="([^"]+)"', shown)[0]
    data = {"csrf": csrf, "method": "mail_info"}
    for _ in range(2):  # the second press is of one who went back
        await page.post(f"/sources/{own['id']}/claims", data=data)
    assert ("Write to info@" in shown, 1) == (
        True, await house.db.fetchval("select count(*) from mail_message where kind = 'claim'"),
    )  # fmt: skip


async def test_who_reads_the_letter_may_refuse_for_good(house: House) -> None:
    ada, nobody = await house.sign_in("ada@people.example"), await house.browser()
    [own] = (await ada.get("/v1/sources")).json()["items"]
    sql = "update source set url = 'https://cal.soil.example.org/a.ics' where id = $1"
    await house.events.db.execute(sql, own["id"])
    claims = f"/v1/sources/{own['id']}/claims"
    claim = (await ada.post(claims, json={"method": "mail_info"})).json()
    await ada.post(f"{claims}/{claim['id']}/verify")
    [text] = [
        row["text"] for row in await house.db.fetch("select text from mail_message where kind = 'claim'")
    ]
    link = re.findall(r"/claims/[0-9a-f]{48}", text)[0]
    csrf = re.findall(r'name="csrf" value="([^"]+)"', (await nobody.get(link)).text)[0]
    said = await nobody.post(link, data={"csrf": csrf, "do": "never"})
    assert ("They do not speak" in said.text, (await nobody.get(link)).status_code) == (True, 404)
    again = (await ada.post(claims, json={"method": "mail_info"})).json()
    refused = await ada.post(f"{claims}/{again['id']}/verify")
    assert (409, "letter_unwanted") == (refused.status_code, refused.json()["code"])
    assert 1 == await house.db.fetchval("select count(*) from mail_message where kind = 'claim'")
