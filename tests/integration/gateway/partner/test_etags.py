"""Whatever is read of `/v1` bears an `ETag`, and who has it gets 304; what may not be kept has none."""

from tests.integration.gateway.conftest import House


async def test_what_is_read_twice_comes_once(house: House) -> None:
    ada = await house.sign_in("ada@mail.example")
    await ada.get("/v1/me")
    for path in ("/v1/me", "/v1/me/shown", "/v1/me/introductions", "/v1/me/blocks", "/v1/topics"):
        first = await ada.get(path)
        same = await ada.get(path, headers={"if-none-match": first.headers["etag"]})
        other = await ada.get(path, headers={"if-none-match": '"another"'})
        assert (first.status_code, same.status_code, same.content) == (200, 304, b""), path
        assert same.headers["etag"] == first.headers["etag"]
        assert "content-type" not in same.headers
        assert (other.status_code, other.content) == (200, first.content)


async def test_what_may_not_be_kept_and_what_failed_have_none(house: House) -> None:
    ada = await house.sign_in("ada@mail.example")
    await ada.get("/v1/me")
    export, missing = await ada.get("/v1/me/export"), await ada.get("/v1/events/evt_nothing")
    assert (export.status_code, missing.status_code) == (200, 404)
    assert [it.headers.get("etag") for it in (export, missing)] == [None, None]
