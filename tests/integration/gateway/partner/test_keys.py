"""A partner changes its keys by itself, and no key gives what it does not have."""

from tests.integration.gateway.conftest import House
from tests.integration.gateway.partners import key_for

KEYS = "/v1/partner/keys"


async def test_a_key_is_made_used_and_the_old_one_ended(house: House) -> None:
    old_id, old = await key_for(house, "Venue Finder", "keys", "webhooks")
    await key_for(house, "Somebody", "keys")
    partner = await house.browser(old)
    made = (await partner.post(KEYS, json={"scopes": ["keys", "webhooks"], "test": True})).json()
    fresh = await house.browser(made["key"])
    ended = await fresh.delete(f"{KEYS}/{old_id}")
    listed = (await fresh.get(KEYS)).json()["items"]
    assert made["key"].startswith("ack_test_")
    assert ((await fresh.get("/v1/partner/webhooks")).status_code, ended.status_code) == (200, 204)
    refused = (await partner.get(KEYS)).json()
    assert ("key_unknown", True) == (refused["code"], "it has ended" in refused["detail"])
    assert {it["id"]: (it["key"], it["revoked_at"] is None) for it in listed} == {
        made["id"]: (None, True),
        old_id: (None, False),
    }


async def test_a_key_gives_no_scope_that_it_lacks_and_ends_none_of_others(house: House) -> None:
    other_id, _ = await key_for(house, "Somebody", "keys")
    partner = await house.browser((await key_for(house, "Venue Finder", "keys"))[1])
    more = await partner.post(KEYS, json={"scopes": ["people"]})
    none = await partner.post(KEYS, json={"scopes": ["keys", "wurst"]})
    known = "Write 'imports', 'keys', 'people', 'reports' or 'webhooks'."
    assert none.status_code == 422
    assert none.json()["errors"] == [{"pointer": "/scopes/1", "detail": known}]
    theirs = await partner.delete(f"{KEYS}/{other_id}")
    assert (more.status_code, more.json()["code"]) == (403, "scope_missing")
    assert (theirs.status_code, theirs.json()["code"]) == (404, "key_missing")
