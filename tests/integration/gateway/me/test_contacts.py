from typing import Any

import httpx
import pytest

from services.gateway.store import contact_imports as stored
from services.gateway.store.contact_imports import CONTACT_IMPORTS
from services.gateway.store.retention import KEPT
from services.gateway.workers import contact_imports
from shared.db.forgetting import forget
from tests.integration.gateway.acquaintances import ADA, BOB, ask, due, people, two
from tests.integration.gateway.browsing import entered, field
from tests.integration.gateway.conftest import House
from tests.support.killed import killed_at
from tests.unit.gateway.contacts.test_contacts import ENGLISH, NOTES, ROW

FILE = (
    NOTES + ENGLISH + ROW + "Bo,Field,,bo@loam.example,Loam,Boss,1 Jan 2020\n" + ROW + ",,,,,,x\n"
).encode()
IMPORTS = "/v1/me/imports"
CSV = {"content-type": "text/csv"}


async def brought(
    house: House, person: httpx.AsyncClient, path: str = IMPORTS, **sent: Any
) -> dict[str, Any]:
    """Bring a file, have it dealt with, and return the import as it ended, with its lines."""
    begun = await person.post(path, **sent)
    assert begun.status_code == 202, begun.text
    assert begun.headers["location"] == f"{IMPORTS}/{begun.json()['id']}"
    while await contact_imports.import_once(house.runtime):
        pass
    ended = (await person.get(begun.headers["location"])).json()
    lines = (await person.get(f"{begun.headers['location']}/lines?limit=100")).json()["items"]
    return {**ended, "told": lines}


def counted(done: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(done[it] for it in ("state", "dry_run", "lines", "added", "known", "refused"))


async def test_contacts_of_a_file_are_kept_once_and_nobody_is_reminded_of(house: House) -> None:
    ada = await house.sign_in(ADA)
    looked = await brought(house, ada, f"{IMPORTS}?dry_run=true", content=FILE, headers=CSV)
    assert (counted(looked), []) == (("finished", True, 4, 2, 1, 1), await people(ada))
    kept = await brought(house, ada, files={"file": ("Connections.csv", FILE)})
    assert (counted(kept), kept["told"]) == (("finished", False, 4, 2, 1, 1), looked["told"])
    assert ["added", "added", "known", "refused"] == [line["outcome"] for line in kept["told"]]
    assert kept["told"][3]["detail"] == "It names nobody."
    seen = {it["name"]: it for it in await people(ada)}
    assert ("imported", "Boss", "bo@loam.example", "2020-01-01", None, "unknown") == tuple(
        seen["Bo Field"][it] for it in ("how", "headline", "email", "since", "every_days", "state")
    )
    assert [] == await due(ada)
    again = await brought(house, ada, content=FILE, headers=CSV)
    assert counted(again) == ("finished", False, 4, 0, 3, 1)
    card = b"BEGIN:VCARD\nFN:Other Name\nEMAIL:BO@loam.example\nEND:VCARD"
    assert counted(await brought(house, ada, content=card)) == ("finished", False, 1, 0, 1, 0)
    assert 422 == (await ada.post("/v1/me/imports", content=b"nothing")).status_code
    assert 401 == (await (await house.browser()).post("/v1/me/imports", content=FILE)).status_code


async def test_thousands_are_kept_in_pieces(house: House) -> None:
    ada = await house.sign_in(ADA)
    rows = "".join(
        f"Person,{i},https://www.linkedin.com/in/p{i},,Loam,Boss,1 Jan 2020\n" for i in range(1500)
    )
    kept = await brought(house, ada, content=(ENGLISH + rows).encode(), headers=CSV)
    first = (await ada.get(f"{IMPORTS}/{kept['id']}/lines")).json()
    second = (await ada.get(first["next"])).json()
    assert (kept["added"], len(first["items"]), second["items"][0]["name"]) == (1500, 20, "Person 20")
    mirror = (await ada.get("/v1/me/network")).json()
    assert (1500, 0, {"unknown": 1500}) == (mirror["people"], mirror["members"], mirror["ties"])


async def test_it_is_done_on_a_page_too(house: House) -> None:
    page = await entered(house, ADA)
    form = {"csrf": field(await page.get("/connections"), "csrf")}
    sent = {"file": ("Connections.csv", FILE)}
    looked = await page.post("/connections/import", data={**form, "dry_run": "yes"}, files=sent)
    assert "2 would be kept, 1 known already, 1 not taken." in looked.text
    assert "It names nobody." in looked.text
    assert "2 kept" in (await page.post("/connections/import", data=form, files=sent)).text
    assert "Bo Field" in (await page.get("/connections")).text
    assert 422 == (await page.post("/connections/import", data=form, files={"file": ("a", b"x")})).status_code
    assert 403 == (await page.post("/connections/import", data={"csrf": "x"}, files=sent)).status_code


RESUME = b'{"basics": {"name": "Ada Lovelace", "label": "Farmer"}, "skills": [{"name": "Soil <i>health"}]}'


async def test_a_resume_is_a_draft_that_is_kept_once_it_is_saved(house: House) -> None:
    ada = await house.sign_in("ada@mail.example")
    made = await brought(house, ada, content=RESUME)
    before = (await ada.get("/v1/me")).json()
    saved = await ada.put(
        "/v1/me", json=made["profile"], headers={"If-Match": f'"{made["profile_version"]}"'}
    )
    assert (made["format"], made["dry_run"], made["added"], made["refused"]) == ("json_resume", True, 3, 0)
    assert (before["profile"]["display_name"], before["profile"]["headline"]) == ("Ada", None)
    assert saved.json()["profile"]["skills"] == ["Soil <i>health"]


async def test_an_import_waits_while_nobody_can_keep_it_and_is_its_owners_own(house: House) -> None:
    ada, ben = await house.sign_in(ADA), await house.sign_in("ben@mail.example")
    house.to_matching.cut = True
    waits = await brought(house, ada, content=FILE, headers=CSV)
    house.to_matching.cut = False
    assert counted(waits) == ("waiting", False, 4, 0, 0, 1)
    assert [it["outcome"] for it in waits["told"]] == ["waiting", "waiting", "waiting", "refused"]
    house.clock.advance(minutes=1)
    while await contact_imports.import_once(house.runtime):
        pass
    [listed] = (await ada.get(IMPORTS)).json()["items"]
    assert counted(listed) == ("finished", False, 4, 2, 1, 1)
    paths = (f"{IMPORTS}/{waits['id']}", f"{IMPORTS}/{waits['id']}/lines")
    assert [(await ben.get(path)).status_code for path in paths] == [404, 404]
    assert (await ben.get(IMPORTS)).json()["items"] == []
    house.clock.advance(days=8)
    await forget(house.db, house.clock(), KEPT)
    assert (await ada.get(IMPORTS)).json()["items"] == []


async def test_a_resume_fills_the_form_of_the_profile(house: House) -> None:
    browser = await entered(house)
    page = await browser.get("/me")
    files = {"file": ("resume.json", RESUME, "application/json")}
    headers = {"sec-fetch-site": "same-origin", "origin": "http://acquaint.example"}
    csrf = {"csrf": field(page, "csrf")}
    filled = await browser.post("/me/resume", data=csrf, files=files, headers=headers)
    wrong = await browser.post(
        "/me/resume", data=csrf, files={"file": ("a.json", b"{", "application/json")}, headers=headers
    )
    forged = await browser.post("/me/resume", data={"csrf": "x"}, files=files, headers=headers)
    assert "Filled in from your resume: 3 new, 0 there already" in filled.text
    assert 'value="Ada Lovelace"' in filled.text
    assert "Soil &lt;i&gt;health" in filled.text
    assert "Ada Lovelace" not in (await browser.get("/me")).text
    assert [it.status_code for it in (filled, wrong, forged)] == [200, 422, 403]


async def test_an_import_that_ends_whoever_deals_with_it_is_given_up_and_holds_up_no_other(
    house: House,
) -> None:
    ada, bob = await house.sign_in(ADA), await house.sign_in("bob@mail.example")
    begun = (await ada.post(IMPORTS, content=FILE, headers=CSV)).json()
    await killed_at(house.db, house.clock, CONTACT_IMPORTS)
    assert await contact_imports.import_once(house.runtime) == 0
    other = await brought(house, bob, content=FILE, headers=CSV)
    given_up = (await ada.get(f"{IMPORTS}/{begun['id']}")).json()
    assert (given_up["state"], given_up["added"], other["state"], other["added"]) == (
        "failed",
        0,
        "finished",
        2,
    )
    assert given_up["detail"].startswith("The process that dealt with it ended each time")


async def test_contacts_that_another_worker_took_over_are_settled_by_that_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await house.sign_in(ADA)
    begun = (await ada.post(IMPORTS, content=FILE, headers=CSV)).json()
    read = stored.waiting

    async def taken_over(*asked: Any) -> Any:
        found = await read(*asked)
        await house.db.execute("update contact_import set lease_owner = 'another'")
        return found

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(stored, "waiting", taken_over)
        assert await contact_imports.import_once(house.runtime) == 0
    assert "waiting" == (await ada.get(f"{IMPORTS}/{begun['id']}")).json()["state"]
    house.clock.advance(minutes=10)
    await contact_imports.import_once(house.runtime)
    assert "finished" == (await ada.get(f"{IMPORTS}/{begun['id']}")).json()["state"]


async def test_a_file_tells_of_who_is_here_only_what_the_introduction_told(house: House) -> None:
    ada, _, suggestion_id = await two(house)
    asked = (await ask(ada, suggestion_id)).json()
    cards = "".join(f"BEGIN:VCARD\nFN:Rob\nEMAIL:{it.upper()}\nEND:VCARD\n" for it in (ADA, BOB)).encode()
    before = await brought(house, ada, f"{IMPORTS}?dry_run=true", content=cards)
    bob = await house.sign_in(BOB)
    await bob.post(f"/v1/me/introductions/{asked['id']}/accept")
    after = await brought(house, ada, content=cards)
    assert [[it["outcome"] for it in one["told"]] for one in (before, after)] == [
        ["known", "added"],
        ["known", "known"],
    ]
    assert ["Bob"] == [it["name"] for it in await people(ada)]


async def test_whom_one_kept_before_an_introduction_is_one_person_after_it(house: House) -> None:
    ada, bob, suggestion_id = await two(house)
    kept = f"BEGIN:VCARD\nFN:Robert\nORG:Soil Lab\nEMAIL:{BOB.upper()}\nEND:VCARD\n".encode()
    await brought(house, ada, content=kept)
    [note] = await people(ada)
    path = f"/v1/me/connections/{note['id']}"
    await ada.patch(path, json={"notes": "Knows everything of clover."})
    await ada.post(f"{path}/promises", json={"text": "Send the field data", "by_me": True})
    await bob.post("/v1/me/connections", json={"name": "Ada", "email": ADA, "met_on": "2026-11-01"})
    asked = (await ask(ada, suggestion_id)).json()
    await bob.post(f"/v1/me/introductions/{asked['id']}/accept")

    [of_bob], [of_ada] = await people(ada), await people(bob)
    assert ("introduced", "Bob", BOB, "Knows everything of clover.", ["Send the field data"]) == (
        of_bob["how"], of_bob["name"], of_bob["email"], of_bob["notes"],
        [one["text"] for one in of_bob["promises"]],
    )  # fmt: skip
    assert ("introduced", "2026-11-01", 1) == (of_ada["how"], of_ada["since"], len(of_ada["meetings"]))
