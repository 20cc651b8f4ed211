from services.gateway.brand.proof import OwnPage
from services.gateway.composition import open_runtime
from services.gateway.own_pages import check
from services.gateway.settings import GatewaySettings
from services.gateway.workers.own_pages import recheck_once
from tests.integration.gateway.acquaintances import ADA, two
from tests.integration.gateway.browsing import entered, field
from tests.integration.gateway.conftest import House
from tests.integration.gateway.kept import everything
from tests.support.stores.postgres import DsnOf


def card(person_id: str, name: str = "Ada Lovelace") -> str:
    link = f'<a rel="me" href="http://acquaint.example/people/{person_id}">Acquaint</a>'
    return f'<div class="h-card"><b class="p-name">{name}</b> canary-31f0</div>{link}'


async def test_a_page_is_proven_by_its_link_back_and_held_beside_the_profile(house: House) -> None:
    ada = await house.sign_in(ADA)
    me = (
        await ada.put("/v1/me", json={"display_name": "Ada Lovelace", "visibility": {"links": "public"}})
    ).json()
    url = house.publisher.put("/ada", "<p>Nothing here</p>", "text/html")
    added = (await ada.post("/v1/me/links", json={"url": url})).json()
    again = (await ada.post("/v1/me/links", json={"url": url})).json()
    assert ("unverified", None, added["id"]) == (added["state"], added["seen"], again["id"])
    assert [url] == (await ada.get("/v1/me")).json()["profile"]["links"]
    assert f'href="http://acquaint.example/people/{me["id"]}"' in added["to_publish"]

    refused = (await ada.post(f"/v1/me/links/{added['id']}/verify")).json()
    assert ("unverified", "It has no rel=me link.") == (refused["state"], refused["seen"])
    house.publisher.put("/ada", card(me["id"]), "text/html")
    proven = (await ada.post(f"/v1/me/links/{added['id']}/verify")).json()
    assert ("verified", "The link back is there.") == (proven["state"], proven["seen"])
    public = (await (await house.browser()).get(f"/people/{me['id']}")).text
    assert ("Proven to be theirs" in public, 'rel="me nofollow noopener"' in public) == (True, True)
    brand = (await ada.get("/v1/me/brand")).json()
    assert (1.0, "agree", "h-card p-name") == (
        brand["consistency"], brand["fields"][0]["verdict"], brand["fields"][0]["pages"][0]["where"],
    )  # fmt: skip

    house.publisher.put("/ada", card("per_other", "Ada Byron"), "text/html")
    assert 0 == await recheck_once(house.runtime)
    house.clock.advance(minutes=31 * 24 * 60)
    assert 1 == await recheck_once(house.runtime)
    ada = await house.sign_in(ADA)
    gone = (await ada.get("/v1/me/brand")).json()
    assert ("missing", "differ", 0.0) == (
        gone["links"][0]["state"], gone["fields"][0]["verdict"], gone["consistency"],
    )  # fmt: skip
    assert f"The link back is gone from {url}; put it there again." in gone["to_do"]
    assert b"canary-31f0" in (await ada.get("/v1/me/export")).content or "canary-31f0" in await everything(
        house.db
    )
    await ada.delete("/v1/me")
    assert "canary-31f0" not in await everything(house.db)


async def test_links_are_those_of_the_profile(house: House) -> None:
    ada = await house.sign_in(ADA)
    urls = ["https://one.example/", "https://two.example/"]
    await ada.put("/v1/me", json={"display_name": "Ada", "links": urls})
    one, two = (await ada.get("/v1/me/links")).json()["items"]
    assert urls == [one["url"], two["url"]]
    assert 204 == (await ada.delete(f"/v1/me/links/{one['id']}")).status_code
    assert [urls[1]] == (await ada.get("/v1/me")).json()["profile"]["links"]
    await ada.patch("/v1/me", json={"links": []})
    assert [] == (await ada.get("/v1/me/links")).json()["items"]
    eve = await house.sign_in("eve@people.example")
    assert 404 == (await eve.post(f"/v1/me/links/{two['id']}/verify")).status_code
    wrong = [{"url": "javascript:alert(1)"}, {"url": "https://x.example"}, {}]
    assert [422, 201, 422] == [(await eve.post("/v1/me/links", json=one)).status_code for one in wrong]


async def test_others_see_which_links_are_proven(house: House) -> None:
    ada, bob, _ = await two(house)
    me = (await bob.get("/v1/me")).json()["id"]
    url = house.publisher.put("/bob", card(me), "text/html")
    await bob.post("/v1/me/links", json={"url": "https://other.example/"})
    link = (await bob.post("/v1/me/links", json={"url": url})).json()
    await bob.post(f"/v1/me/links/{link['id']}/verify")
    [seen] = (await ada.get("/v1/me/people")).json()["items"]
    [home] = (await ada.get("/v1/me/home")).json()["people"]
    wanted = (["https://other.example/", url], [url])
    assert [wanted] * 2 == [(it["person"]["links"], it["person"]["verified_links"]) for it in (seen, home)]
    assert "Theirs, proven" in (await (await entered(house, ADA)).get("/for-you")).text


async def test_addresses_within_the_house_are_not_read(house: House) -> None:
    ada = await house.sign_in(ADA)
    added = (await ada.post("/v1/me/links", json={"url": "http://127.0.0.1:9/secret"})).json()
    seen = (await ada.post(f"/v1/me/links/{added['id']}/verify")).json()
    assert ("unverified", True) == (seen["state"], seen["seen"].startswith("It could not be read"))


async def test_it_is_done_on_pages_too(house: House) -> None:
    ada, page = await house.sign_in(ADA), await entered(house, ADA)
    me = (await ada.get("/v1/me")).json()["id"]
    url = house.publisher.put("/ada", card(me), "text/html")
    form = {"csrf": field(await page.get("/brand"), "csrf"), "url": url}
    assert 303 == (await page.post("/brand", data=form)).status_code
    [link] = (await ada.get("/v1/me/links")).json()["items"]
    await page.post(f"/brand/{link['id']}", data={**form, "do": "verify"})
    assert "Proven to be yours" in (await page.get("/brand")).text
    assert 422 == (await page.post("/brand", data={**form, "url": "x"})).status_code
    await page.post(f"/brand/{link['id']}", data={**form, "do": "delete"})
    assert [] == (await ada.get("/v1/me/links")).json()["items"]
    nobody = await house.browser()
    assert 404 == (await nobody.get("/people/per_00000000000000000000000000")).status_code


async def test_what_would_help_leads_there(house: House) -> None:
    ada = await house.sign_in(ADA)
    brand = (await ada.get("/v1/me/brand")).json()
    browser = await house.browser()
    browser.cookies.set("acquaint", ada.headers["authorization"].removeprefix("Bearer "))
    told = (await browser.get("/brand")).text
    assert brand["to_do"] == [step["text"] for step in brand["steps"]]
    assert [step["about"] for step in brand["steps"]] == ["pages", "headline", "skills", "values", "offers"]
    assert ('href="#pages" aria-label="Go there' in told, 'href="/me#values"' in told) == (True, True)


async def test_nobody_has_the_operators_own_network_read_by_naming_it(house: House, db_dsn: DsnOf) -> None:
    """Webhooks may go there; what a page there says would be shown to whoever named it."""
    url = house.publisher.put("/ada", card("per_x"), "text/html")
    own = frozenset({house.publisher.origin})
    settings = GatewaySettings(database_url=db_dsn("gateway"), webhook_origins=own)
    async with open_runtime(settings) as runtime:
        seen = await check(runtime, OwnPage("lnk_x", "per_x", url))
    assert str(seen.seen).endswith("is not a web port; only 80 and 443 are fetched.")
