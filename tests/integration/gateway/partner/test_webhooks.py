"""A partner is told of changes: signed, in order, at least once; what was not taken is seen and replayed."""

import base64
import hashlib
import hmac

import httpx
import pytest

from services.gateway.store.partners.deliveries import HOOKS as DUE_HOOKS
from services.gateway.store.partners.keys import revoke_key
from services.gateway.workers import webhooks
from tests.integration.gateway.announced import ML, ML_LATER, NEW, SOIL
from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import HOOKS, deliver, key_for, listen, messages
from tests.support.calendars import vcalendar
from tests.support.killed import killed_at

MOVED = NEW.replace("LOCATION:Berlin", "LOCATION:Hamburg")


def off(event: str) -> str:
    """The same event, called off."""
    return event.replace("END:VEVENT", "STATUS:CANCELLED\r\nEND:VEVENT")


@pytest.fixture
async def partner(house: House) -> httpx.AsyncClient:
    """A partner with a key for webhooks, on a house that holds two events."""
    await publish(house, SOIL, ML)
    return await house.browser((await key_for(house, "Venue Finder", "webhooks"))[1])


async def publish(house: House, *events: str) -> None:
    """Have another calendar read and its changes delivered."""
    house.publisher.put("/a.ics", vcalendar(*events))
    house.clock.advance(hours=24)
    await house.events.poll_now()
    while await webhooks.announce_once(house.runtime):
        pass
    await deliver(house)


async def taken_up(house: House, partner: httpx.AsyncClient, webhook_id: str) -> str:
    """Have a disabled endpoint, which takes what comes again, taken up; return its state."""
    house.publisher.says.clear()
    back = await partner.patch(f"{HOOKS}/{webhook_id}", json={"state": "active"})
    await deliver(house)
    return str(back.json()["state"])


async def test_changes_come_signed_and_in_order(house: House, partner: httpx.AsyncClient) -> None:
    made = await listen(house, partner)
    await publish(house, off(SOIL), ML_LATER, NEW)
    told = messages(house)
    _path, headers, body = house.publisher.taken[0]
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    secret = base64.b64decode(made["secret"].removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{right}"
    assert int(headers["webhook-timestamp"]) == int(house.clock().timestamp())
    assert headers["content-type"] == "application/json"
    assert sorted((it["type"], it["data"]["event"]["title"]) for it in told) == [
        ("event.cancelled", "Soil Health Field Day"),
        ("event.created", "Soil Microbes Workshop"),
        ("event.updated", "Machine Learning Meetup"),
    ]
    moved = next(it["data"] for it in told if it["type"] == "event.updated")
    assert (moved["reason"], moved["was"]["starts_at"]["local"]) == ("rescheduled", "2027-06-01T19:00")
    assert moved["event_url"] == f"http://acquaint.example/v1/events/{moved['event_id']}"
    assert [it["data"]["seq"] for it in told] == sorted(it["data"]["seq"] for it in told)
    assert max(len(body) for _path, _headers, body in house.publisher.taken) < 20_000


async def test_a_query_and_types_narrow_and_what_was_told_is_followed(
    house: House, partner: httpx.AsyncClient
) -> None:
    await listen(house, partner, query="q=soil&near=Berlin", types=["event.created", "event.updated"])
    await publish(house, SOIL, ML_LATER, NEW)
    await publish(house, SOIL, ML, MOVED)
    await publish(
        house,
        SOIL,
        ML,
        off(MOVED),
    )
    assert [
        (it["type"], it["data"]["reason"], it["data"]["event"]["place"]["city"]) for it in messages(house)
    ] == [
        ("event.created", "created", "Berlin"),
        ("event.updated", "relocated", "Hamburg"),
    ]


async def test_what_is_not_taken_is_tried_for_three_days_seen_and_replayed(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    house.publisher.says["/hook"] = (500, {})
    await publish(house, SOIL, ML, NEW)
    waiting = (await partner.get(f"{HOOKS}/{hook['id']}/deliveries")).json()["items"]
    for _ in range(48):
        house.clock.advance(hours=2)
        await deliver(house)
    [dead] = (await partner.get(f"{HOOKS}/{hook['id']}/deliveries?state=dead")).json()["items"]
    sick = (await partner.get(f"{HOOKS}/{hook['id']}")).json()
    tries = len(house.publisher.taken)
    house.publisher.says.clear()
    whole = [(await partner.post(f"{HOOKS}/{hook['id']}/replay")).json() for _ in range(2)]
    replayed = await partner.post(f"{HOOKS}/{hook['id']}/deliveries/{dead['id']}/replay")
    await deliver(house)
    house.clock.advance(hours=1)
    await deliver(house)
    [done] = (await partner.get(f"{HOOKS}/{hook['id']}/deliveries")).json()["items"]
    well = (await partner.get(f"{HOOKS}/{hook['id']}")).json()
    assert [(it["state"], it["attempts"], it["last_outcome"]) for it in waiting] == [
        ("pending", 1, "http_500")
    ]
    assert (dead["attempts"], tries, dead["last_outcome"]) == (10, 10, "http_500")
    assert whole == [{"messages": 1}, {"messages": 0}]
    assert (sick["dead"], sick["last_error"], sick["failing_since"] is not None) == (1, "http_500", True)
    assert (replayed.status_code, done["state"], done["id"]) == (202, "delivered", dead["id"])
    assert len({headers["webhook-id"] for _path, headers, _body in house.publisher.taken}) == 1
    assert (well["dead"], well["last_error"], well["failing_since"]) == (0, None, None)


async def test_what_waits_for_a_later_try_is_sent_once_the_endpoint_is_back(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    house.publisher.says["/hook"] = (500, {})
    await publish(house, SOIL, ML, NEW)
    house.clock.advance(minutes=1)
    await deliver(house)  # its second try: the third is five minutes away
    house.publisher.says.clear()
    await deliver(house)
    tries = len(house.publisher.taken)
    replayed = (await partner.post(f"{HOOKS}/{hook['id']}/replay")).json()
    await deliver(house)
    [done] = (await partner.get(f"{HOOKS}/{hook['id']}/deliveries")).json()["items"]
    assert (tries, replayed, done["state"]) == (2, {"messages": 1}, "delivered")


async def test_an_endpoint_that_asks_to_wait_is_left_alone_so_long_whatever_is_new(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    house.publisher.says["/hook"] = (429, {"retry-after": "80000"})
    await publish(house, SOIL, ML, NEW)
    house.clock.advance(hours=-23)
    await publish(house, SOIL, ML_LATER, NEW)
    asleep = len(messages(house))
    house.publisher.says.clear()
    await partner.post(f"{HOOKS}/{hook['id']}/test")
    await deliver(house)
    asked = [it["type"] for it in messages(house)[1:]]
    house.clock.advance(hours=24)
    await deliver(house)
    assert (asleep, asked) == (1, ["webhook.test", "event.updated"])
    assert sorted(it["type"] for it in messages(house)[3:]) == ["event.created"]


async def test_an_endpoint_that_is_gone_or_dead_for_long_is_disabled(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    house.publisher.says["/hook"] = (410, {})
    await publish(house, SOIL, ML, NEW)
    gone = (await partner.get(f"{HOOKS}/{hook['id']}")).json()
    back, at_once = await taken_up(house, partner, hook["id"]), len(messages(house))
    house.publisher.says["/hook"] = (410, {})
    await partner.post(f"{HOOKS}/{hook['id']}/test")
    await deliver(house)
    await publish(house, SOIL, ML)
    await taken_up(house, partner, hook["id"])
    assert (gone["state"], back, at_once) == ("disabled", "active", 2)
    assert [it["type"] for it in messages(house)[2:]] == ["webhook.test"] * 2


async def test_a_slow_or_dead_endpoint_does_not_hold_up_another(
    house: House, partner: httpx.AsyncClient
) -> None:
    await listen(house, partner)
    other = f"http://{house.publisher.origin}/other"
    await partner.post(HOOKS, json={"url": other})
    house.publisher.says["/hook"] = (503, {})
    await publish(house, SOIL, ML_LATER, NEW)
    paths = [path for path, _headers, _body in house.publisher.taken]
    assert (paths.count("/hook"), paths.count("/other")) == (1, 2)


async def test_a_secret_is_replaced_without_a_gap_and_a_test_can_be_sent(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    rotated = (await partner.patch(f"{HOOKS}/{hook['id']}", json={"rotate_secret": True})).json()
    queued = await partner.post(f"{HOOKS}/{hook['id']}/test")
    await deliver(house)
    house.clock.advance(hours=25)
    await partner.post(f"{HOOKS}/{hook['id']}/test")
    await deliver(house)
    signatures = [headers["webhook-signature"].split(" ") for _path, headers, _body in house.publisher.taken]
    assert (queued.status_code, rotated["secret"] != hook["secret"]) == (202, True)
    assert [len(each) for each in signatures] == [2, 1]
    assert [it["type"] for it in messages(house)] == ["webhook.test", "webhook.test"]


NO_HOOKS = [
    "http://partner.example/hook",
    "https://user:word@partner.example/",
    "ftp://partner.example/",
    "https:///x",
    "https://127.0.0.1/hook",
    "https://[fd00::1]/hook",
    "https://localhost/hook",
    "not an address",
]


async def test_only_https_addresses_are_taken(partner: httpx.AsyncClient) -> None:
    answers = [await partner.post(HOOKS, json={"url": url}) for url in NO_HOOKS]
    told = [(it.status_code, it.json()["errors"][0]["pointer"]) for it in answers]
    assert told == [(422, "/url")] * len(NO_HOOKS)


async def test_a_message_never_reaches_our_own_network(house: House, partner: httpx.AsyncClient) -> None:
    made = await partner.post(HOOKS, json={"url": "https://partner.example/hook"})
    await house.db.execute("update webhook set url = 'https://127.0.0.1/hook'")  # as a name may lead to it
    await partner.post(f"{HOOKS}/{made.json()['id']}/test")
    await deliver(house)
    [one] = (await partner.get(f"{HOOKS}/{made.json()['id']}/deliveries")).json()["items"]
    assert (one["state"], one["last_outcome"]) == ("pending", "address")


async def test_keys_open_their_own_doors_alone(house: House, partner: httpx.AsyncClient) -> None:
    hook = await listen(house, partner)
    nobody, stranger = (
        await house.browser(),
        await house.browser((await key_for(house, "Other", "webhooks"))[1]),
    )
    unscoped = await house.browser((await key_for(house, "Venue Finder"))[1])
    key_id, token = await key_for(house, "Venue Finder", "webhooks")
    revoked = await house.browser(token)
    before = await revoked.get(HOOKS)
    await revoke_key(house.db, key_id, house.clock())
    person = await house.sign_in("ada@people.example")
    answers = [
        await each.get(f"{HOOKS}/{hook['id']}") for each in (nobody, stranger, unscoped, revoked, person)
    ]
    assert [it.json()["code"] for it in answers] == [
        "key_unknown", "webhook_missing", "scope_missing", "key_unknown", "key_unknown",
    ]  # fmt: skip
    assert [it["id"] for it in before.json()["items"]] == [hook["id"]]
    assert "secret" not in before.json()["items"][0] or before.json()["items"][0]["secret"] is None


async def test_an_endpoint_that_ends_whoever_delivers_to_it_is_left_alone_for_a_while(
    house: House, partner: httpx.AsyncClient
) -> None:
    hook = await listen(house, partner)
    await partner.post(f"{HOOKS}/{hook['id']}/test")
    await killed_at(house.db, house.clock, DUE_HOOKS)
    await deliver(house)
    rests = (await partner.get(f"{HOOKS}/{hook['id']}")).json()
    assert (rests["last_error"], rests["waiting"], messages(house)) == ("killed_at_work", 1, [])
    house.clock.advance(minutes=1)
    await deliver(house)
    assert [it["type"] for it in messages(house)] == ["webhook.test"]
