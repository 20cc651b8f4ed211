"""An organiser who has proven a source theirs brings attendees by a page, and takes whom to meet away."""

import csv
import re
from io import StringIO

import httpx
import pytest

from services.gateway.attendees import budget
from services.gateway.workers import imports
from tests.integration.gateway.browsing import post
from tests.integration.gateway.conftest import House
from tests.integration.gateway.organisers import bring, entered

TABLE = (
    "Diet,First Name,Last Name,E-mail,Company,Job Title,Interests,LinkedIn,Matching\n"
    "Early,Ada,Osei,ada@mail.example,=Soil Lab,Soil scientist,soil health; drones,n/a,yes\n"
    "Late,Ben,Lund,ben@mail.example,Farm,Farmer,soil health; beekeeping,@ben,I agree\n"
    "Late,Cem,,not an address,,,,,yes\n"
    "Late,Di,Ng,di@mail.example,,,soil health,,no\n"
)


@pytest.fixture
async def event(house: House) -> dict[str, str]:
    """The event that is organised, with the source that tells of it."""
    [found] = (await (await house.browser()).get("/v1/events?q=soil")).json()["items"]
    return {"id": found["id"], "source": found["sources"][0]["source_id"]}


async def test_attendees_are_brought_by_a_page_and_whom_to_meet_is_taken_away(
    house: House, event: dict[str, str]
) -> None:
    olga = await entered(house, "olga", event, proves=True)
    sent = await bring(olga, event["id"], TABLE, match="yes")
    while await imports.import_once(house.runtime):
        pass
    page = (await olga.get(f"/organise/{event['id']}")).text
    told = await olga.get(f"/organise/{event['id']}/lists.csv")
    rows = list(csv.DictReader(StringIO(told.text)))
    subjects = await house.db.fetch("select subject from mail_message where kind = 'brought'")
    after = f"/organise/{event['id']}?unused=Diet#files"
    assert (sent.status_code, sent.headers["location"]) == (303, after)
    assert "Nothing was made of the column <strong>Diet</strong>" in (await olga.get(after)).text
    assert "4 lines: 3 taken, 1 not" in page
    assert "1 of them with a note" in page
    assert "Line 3: links left out: “@ben”" in page
    assert "Line 4: This is not an e-mail address" in page
    assert [(it["email"], it["name"], it["meet_1"]) for it in sorted(rows, key=lambda it: it["email"])] == [
        ("ada@mail.example", "Ada Osei", "Ben Lund"),
        ("ben@mail.example", "Ben Lund", "Ada Osei"),
    ]
    assert all(it["external_id"].startswith("adr_") and "soil" in it["because_1"].lower() for it in rows)
    assert told.headers["content-type"].startswith("text/csv")
    assert {row["subject"].partition(" told us ")[2] for row in subjects} == {
        "that you go to Soil Health Field Day"
    }
    assert not any(row["subject"].startswith("src_") for row in subjects)


async def test_every_line_that_was_not_taken_is_there_as_a_table(house: House, event: dict[str, str]) -> None:
    olga, eve = (
        await entered(house, "olga", event, proves=True),
        await entered(house, "eve", event, proves=False),
    )
    broken = "".join(f"nowhere{number},Ada\n" for number in range(30))
    await bring(olga, event["id"], f"email,name\n{broken}ben@mail.example,Ben\n")
    while await imports.import_once(house.runtime):
        pass
    page = (await olga.get(f"/organise/{event['id']}")).text
    [link] = re.findall(r'And 10 more: <a href="([^"]+)"', page)
    rows = list(csv.DictReader(StringIO((await olga.get(link)).text)))
    why = "This is not an e-mail address that mail can be sent to; check it and try again."
    assert [{"line": str(number), "why": why} for number in range(2, 32)] == rows
    assert 200 != (await eve.get(link)).status_code


async def test_whom_nobody_let_in_has_few_people_written_to_a_day_and_each_of_them_once(
    house: House, event: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "MOST_OF_ONE", 2)
    events = (await (await house.browser()).get("/v1/events")).json()["items"]
    other = next(it["id"] for it in events if it["id"] != event["id"])
    olga = await entered(house, "olga", event, proves=True)
    await house.events.db.execute("update source set origin = 'suggested' where id = $1", event["source"])
    three = "email,name\n" + "".join(f"{name}@mail.example,{name}\n" for name in ("ada", "ben", "cem"))

    async def brought(event_id: str) -> tuple[list[str], int]:
        await bring(olga, event_id, three)
        while await imports.import_once(house.runtime):
            pass
        lines = await house.db.fetch(
            """select outcome from partner_import_line
               where import_id = (select max(id) from partner_import) order by line"""
        )
        letters = await house.db.fetchval("select count(*) from mail_message where kind = 'brought'")
        return sorted(row["outcome"] for row in lines), letters

    first, again = await brought(event["id"]), await brought(other)
    house.clock.advance(hours=25)
    next_day = await brought(event["id"])
    await house.events.db.execute("update source set admitted = true where id = $1", event["source"])
    let_in = await brought(other)

    assert first == again == (["accepted", "accepted", "rejected"], 2)
    assert next_day == (["accepted"] * 3, 3)
    assert let_in == (["accepted"] * 3, 6)


async def test_a_table_without_what_is_needed_is_refused_on_the_page(
    house: House, event: dict[str, str]
) -> None:
    olga = await entered(house, "olga", event, proves=True)
    empty = await bring(olga, event["id"], "")
    latin = await bring(olga, event["id"], "email;name\np@mail.example;Hélène".encode("cp1252"), match="yes")
    double = await bring(olga, event["id"], "email,e-mail\na@b.example,c@d.example\n")
    assert (empty.status_code, "Choose a file first" in empty.text) == (422, True)
    assert "In a spreadsheet choose Save as" in latin.text
    assert 'name="match" value="yes" checked' in latin.text
    assert 'name="listed" value="yes" checked' not in latin.text
    assert "The column &#39;email&#39; is there twice" in double.text


async def test_to_others_the_page_says_how_to_prove_it_theirs(house: House, event: dict[str, str]) -> None:
    eve = await entered(house, "eve", event, proves=False)
    page = await eve.get(f"/organise/{event['id']}")
    table = await eve.get(f"/organise/{event['id']}/lists.csv")
    nobody = await (await house.browser()).get(f"/organise/{event['id']}")
    forged = await eve.post(f"/organise/{event['id']}/attendees", data={"csrf": "x"}, files={"file": b"x"})
    brought = await bring(eve, event["id"], TABLE)
    assert f'href="/sources/{event["source"]}#yours"' in page.text
    assert ("Show me the link" in page.text, "None of these is yours?" in page.text) == (True, True)
    assert "See that nobody is left out" not in page.text
    assert (table.status_code, forged.status_code, brought.status_code) == (403, 403, 403)
    assert nobody.headers["location"] == f"/sign-in?next=/organise/{event['id']}"
    assert await house.db.fetchval("select count(*) from partner_import") == 0


async def test_who_proves_it_stays_on_the_page_and_reads_why_a_check_failed(
    house: House, event: dict[str, str]
) -> None:
    olga = await entered(house, "olga", event, proves=False)
    path, own = f"/organise/{event['id']}", f"/sources/{event['source']}/claims"
    back = f"{path}#proof"
    made = await post(olga, await olga.get(path), own, method="rel_me", back=back)
    page = await olga.get(path)
    [check] = re.findall(rf'action="({own}/clm_\w+/verify)"', page.text)
    [link] = re.findall(r"&lt;link rel=&#34;me&#34; href=&#34;(.*?)&#34;&gt;", page.text)
    house.publisher.put("/", "<html><head></head></html>", "text/html")
    missed = await post(olga, page, check, back=back)
    told = (await olga.get(path)).text
    house.publisher.put("/", f'<html><head><link rel="me" href="{link}"></head></html>', "text/html")
    found = await post(olga, page, check, back=back)
    away = await post(olga, page, check, back="https://evil.example/")
    assert [it.headers["location"] for it in (made, missed, found)] == [back] * 3
    assert away.headers["location"] == f"/sources/{event['source']}#yours"
    for words in ("Not there when we looked just now:", "a page without any rel=me link"):
        assert words in told, words
    assert "Prove it another way" not in told  # of a feed on an address, a link is the only one
    assert "1. Bring your attendees" in (await olga.get(path)).text


async def test_who_proves_the_source_later_reads_nobody_whom_another_brought(
    house: House, event: dict[str, str]
) -> None:
    olga = await entered(house, "olga", event, proves=True)
    await bring(olga, event["id"], TABLE, match="yes")
    while await imports.import_once(house.runtime):
        pass
    path = f"/organise/{event['id']}"
    token = re.findall(r'name="csrf" value="([^"]+)"', (await olga.get(path)).text)[-1]
    plan = {"csrf": token, "starts_at": "2027-05-19T10:00", "rounds": "1", "table_size": "2", "minutes": "15"}
    await olga.post(
        f"{path}/meeting-plan", data={**plan, "group": "mentors", "addresses": "ada@mail.example"}
    )
    eve = await entered(house, "eve", event, proves=True)

    async def read(browser: httpx.AsyncClient) -> tuple[bool, bool]:
        told = "".join([(await browser.get(f"{path}{end}")).text for end in ("", "/lists.csv")])
        return "ada@mail.example" in told, "Your files" in told

    assert [(True, True), (False, False)] == [await read(olga), await read(eve)]
    await bring(eve, event["id"], "email,name\nada@mail.example,Ada Osei\n")
    while await imports.import_once(house.runtime):
        pass
    assert [(True, True)] * 2 == [await read(olga), await read(eve)]
