"""An organiser has people planned for at tables, some of them owed to all; what can't be is refused."""

import json
import zipfile
from io import BytesIO

import httpx
import pytest

from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for, send, settle
from tests.integration.gateway.planning import WISH, Json, five, planned


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    """An organiser whose key may bring people and see them."""
    return await house.browser((await key_for(house, "Field Days", "imports", "people"))[1])


@pytest.fixture
async def event_id(house: House) -> str:
    """The event that is planned for."""
    return str((await (await house.browser()).get("/v1/events?q=soil")).json()["items"][0]["id"])


async def test_people_are_planned_for_at_tables(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    lines = [json.loads(one) for one in five(event_id)[:4]]
    lines.append(json.loads(five(event_id)[0]) | {"external_id": "t0", "email": "t0@mail.example"})
    lines[0]["attendance"]["groups"] = ["Hosts", "Staff"]
    for one in lines[1:4]:
        one["attendance"]["groups"] = ["staff"]
    await settle(house, partner, await send(partner, *map(json.dumps, lines)))
    hosts = {"name": "hosts", "external_ids": [], "at_each_table": 1, "met_by_each": 1}
    quotas = [{"external_id": "t2", "least": 2}]
    plan = await planned(
        house,
        partner,
        event_id,
        table_size=3,
        tables=1,
        rounds=2,
        groups=[hosts],
        quotas=quotas,
        among="staff",
    )
    tables = [{one["external_id"] for one in it["people"]} for it in plan["meetings"]]
    figures = plan["figures"]
    assert [len(one) for one in tables] == [3, 3]
    assert all({"t1", "t2"} <= one for one in tables)
    assert set.union(*tables) == {"t1", "t2", "t3", "t4"}
    assert (figures["meetings"], figures["least"], figures["most"], figures["missing"]) == (2, 1, 2, [])
    assert (figures["fewest_met"], figures["most_met"], figures["twice"]) == (2, 3, 1)
    assert figures["worth"] <= figures["bound"]
    assert plan["wish"]["groups"] == [hosts]


async def test_whoever_is_blocked_at_a_table_loses_the_seat_and_each_sees_all_others(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    plan = await planned(house, partner, event_id, rounds=1, table_size=4)
    path = f"/v1/partner/events/{event_id}/meeting-plan/{plan['id']}"
    await partner.post(f"{path}/published")
    ids = {one["external_id"]: one["person_id"] for one in plan["meetings"][0]["people"]}
    await house.matching.db.execute(
        "INSERT INTO block (person_id, other_id, created_at) VALUES ($1, $2, now())", ids["t1"], ids["t2"]
    )
    [table] = (await partner.get(path)).json()["meetings"]
    mine, theirs = [
        (
            await (await house.sign_in(f"{one}@mail.example")).get(f"/v1/me/attendance/{event_id}/meetings")
        ).json()
        for one in ("t1", "t2")
    ]
    assert sorted(ids) == ["t1", "t2", "t3", "t4"]
    assert sorted(one["external_id"] for one in table["people"]) == ["t1", "t3", "t4"]
    [seen] = mine["items"]
    assert sorted(mate["person"]["display_name"] for mate in seen["people"]) == ["Person 3", "Person 4"]
    assert theirs["items"] == []
    taken = (await (await house.sign_in("t1@mail.example")).get("/v1/me/export")).content
    with zipfile.ZipFile(BytesIO(taken)) as archive:
        [held] = json.loads(archive.read("planned_meetings.json"))
    assert (held["round"], held["table"]) == (1, 1)
    assert sorted(held["other_ids"]) == sorted(ids[one] for one in ("t2", "t3", "t4"))
    assert held["wish"].keys().isdisjoint({"groups", "quotas"})


async def test_what_cannot_be_by_counting_is_refused_with_what_to_relax(
    house: House, partner: httpx.AsyncClient, event_id: str
) -> None:
    await settle(house, partner, await send(partner, *five(event_id)[:4]))
    path = f"/v1/partner/events/{event_id}/meeting-plan"
    hosts: Json = {"name": "hosts", "external_ids": ["t1"], "at_each_table": 1}
    refused = (await partner.post(path, json=WISH | {"groups": [hosts]})).json()
    strange = await partner.post(path, json=WISH | {"groups": [hosts | {"external_ids": ["t1", "t9"]}]})
    wrong: list[Json] = [
        {"groups": [hosts | {"at_each_table": 3}]},
        {"groups": [hosts | {"at_each_table": 0}]},
        {"groups": [hosts, hosts | {"name": "Hosts"}]},
        {"quotas": [{"external_id": "t1", "most": 1, "least": 2}]},
        {"quotas": [{"external_id": "t1", "least": 4}]},
        {"table_size": 9},
    ]
    nobody = (
        await partner.post(path, json=WISH | {"groups": [{"name": "hosts", "at_each_table": 1}]})
    ).json()
    answers = [(await partner.post(path, json=WISH | one)).status_code for one in wrong]
    told = (
        "2 tables at a time need 2 of hosts, and 1 take part: ask for fewer at each table, have at most 1 "
        "tables, or name 1 more."
    )
    assert (refused["code"], refused["errors"]) == (
        "plan_impossible",
        [{"pointer": "/groups/0/at_each_table", "detail": told}],
    )
    assert refused["detail"] == f"No plan can be made of this. {told}"
    assert [one["pointer"] for one in strange.json()["errors"]] == ["/groups/0/external_ids/1"]
    assert (nobody["code"], nobody["errors"]) == (
        "group_of_nobody",
        [{"pointer": "/groups/0/external_ids", "detail": nobody["detail"]}],
    )
    assert nobody["detail"].endswith("or bring them with a group of this name (there are: none).")
    assert answers == [422] * len(wrong)
    assert (await partner.get(f"{path}/mpl_{'0' * 26}")).status_code == 404
