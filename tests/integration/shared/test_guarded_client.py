"""The guarded client against a real server that means harm, and a canary that nothing must touch."""

from collections.abc import AsyncIterator

import pytest

from shared.http.guarded import FetchFailed, FetchRefused, GuardedClient, Limits, Response
from tests.support.hostile.server import HostileServer, hostile_server

AGENT = "Acquaint tests"


@pytest.fixture
async def server() -> AsyncIterator[HostileServer]:
    async with hostile_server() as running:
        yield running


@pytest.fixture
async def canary() -> AsyncIterator[HostileServer]:
    """Stand for something inside: a server on loopback that is in no allow list."""
    async with hostile_server() as running:
        running.put("/", b"secret")
        yield running


@pytest.fixture
async def client(server: HostileServer) -> AsyncIterator[GuardedClient]:
    async with GuardedClient.open(user_agent=AGENT, allow=frozenset({server.origin})) as opened:
        yield opened


async def refusal(client: GuardedClient, url: str, limits: Limits | None = None) -> str:
    with pytest.raises(FetchRefused) as caught:
        await client.get(url, limits=limits or Limits())
    return caught.value.reason


async def test_a_document_comes_whole_with_its_fields(server: HostileServer, client: GuardedClient) -> None:
    server.put("/feed", b"BEGIN:VCALENDAR", ETag='"1"', content_type="text/calendar")

    response = await client.get(server.url("/feed"), {"if-none-match": '"0"'})

    fields = {"content-length": "15", "etag": '"1"', "content-type": "text/calendar"}
    assert response == Response(200, fields, b"BEGIN:VCALENDAR", server.url("/feed"), None)
    sent = server.heads[0].lower()
    assert 'if-none-match: "0"' in sent
    assert "accept-encoding: gzip\r\n" in sent
    assert f"user-agent: {AGENT.lower()}" in sent


async def test_no_cookie_is_kept(server: HostileServer, client: GuardedClient) -> None:
    server.put("/", Set_Cookie="id=1")

    await client.get(server.url("/"))
    await client.get(server.url("/"))

    assert "cookie" not in server.heads[1].lower()


async def test_permanent_redirects_are_told_and_temporary_ones_are_not(
    server: HostileServer, client: GuardedClient
) -> None:
    server.put("/old", status=301, location="/new")
    server.put("/soon", status=302, location="/old")
    server.put("/new", b"here")

    moved = await client.get(server.url("/old"))
    lent = await client.get(server.url("/soon"))

    assert (moved.url, moved.permanent_redirect) == (server.url("/new"), server.url("/new"))
    assert (lent.url, lent.permanent_redirect) == (server.url("/new"), None)


async def test_what_is_private_does_not_follow_a_redirect_elsewhere(
    server: HostileServer, canary: HostileServer
) -> None:
    server.put("/", status=302, location=canary.url("/"))

    async with GuardedClient.open(
        user_agent=AGENT, allow=frozenset({server.origin, canary.origin})
    ) as client:
        await client.get(server.url("/"), {"authorization": "Bearer x", "accept": "text/calendar"})

    assert "authorization" in server.heads[0]
    assert "authorization" not in canary.heads[0]
    assert "accept: text/calendar" in canary.heads[0]


@pytest.mark.parametrize(
    ("plain_bytes", "max_bytes", "reason"),
    [(60_000_000, 10_000_000, "too_large"), (60_000_000, 10**9, "ratio")],
)
async def test_a_gzip_bomb_is_refused(
    server: HostileServer, client: GuardedClient, plain_bytes: int, max_bytes: int, reason: str
) -> None:
    server.put_bomb("/bomb", plain_bytes)

    assert await refusal(client, server.url("/bomb"), Limits(max_bytes=max_bytes)) == reason


async def test_a_body_over_the_cap_is_refused(server: HostileServer, client: GuardedClient) -> None:
    server.put("/large", b"x" * 200_000)

    assert await refusal(client, server.url("/large"), Limits(max_bytes=100_000)) == "too_large"
    unread = await client.send(server.url("/large"), limits=Limits(max_bytes=100_000, reads_body=False))
    assert (unread.status, unread.body) == (200, b"")


async def test_a_drip_ends_with_the_deadline(server: HostileServer, client: GuardedClient) -> None:
    assert await refusal(client, server.url("/drip"), Limits(total_s=0.2)) == "too_slow"


async def test_a_loop_of_redirects_ends(server: HostileServer, client: GuardedClient) -> None:
    server.put("/loop", status=302, location="/loop")

    assert await refusal(client, server.url("/loop")) == "redirects"
    assert len(server.heads) == 6


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433"])
async def test_a_redirect_inside_is_refused_and_nothing_is_touched(
    server: HostileServer, canary: HostileServer, client: GuardedClient, host: str
) -> None:
    server.put("/", status=302, location=f"http://{host}:{canary.port}/")
    server.put("/80", status=302, location=f"http://{host}/")

    assert await refusal(client, server.url("/")) == "port"
    assert await refusal(client, server.url("/80")) == "address"
    assert canary.heads == []


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "2130706433",
        "１２７.0.0.1",
        "localhost",
        "0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "[fd00:ec2::254]",
        "169.254.169.254",
        "168.63.129.16",
        "10.0.0.1",
        "192.168.1.1",
        "100.64.0.1",
    ],
)
async def test_every_spelling_of_an_inner_address_is_refused(client: GuardedClient, host: str) -> None:
    with pytest.raises((FetchRefused, FetchFailed)) as caught:
        await client.get(f"http://{host}/")

    # a resolver that does not know a spelling is as good a refusal as ours
    assert caught.value.reason in {"address", "dns", "scheme"}


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://example.org/", "scheme"),
        ("http:///nothing", "scheme"),
        ("http://[::1", "scheme"),
        ("http://example.org:22/", "port"),
        ("http://user:word@example.org/", "credentials"),
        ("", "scheme"),
    ],
)
async def test_what_is_no_plain_web_address_is_refused(client: GuardedClient, url: str, reason: str) -> None:
    assert await refusal(client, url) == reason


async def test_a_name_with_one_inner_address_is_refused_whole() -> None:
    async def mixed(_host: str, _port: int) -> list[str]:
        return ["1.1.1.1", "127.0.0.1"]

    async with GuardedClient.open(user_agent=AGENT, resolve=mixed) as client:
        assert await refusal(client, "http://rebinding.example/") == "address"
        with pytest.raises(FetchRefused, match=r"rebinding\.example is not a public internet address"):
            await client.check("http://rebinding.example/")


async def test_a_name_is_resolved_once_for_check_and_connection() -> None:
    asked: list[str] = []

    async def rebinding(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) > 1 else ["169.254.0.1"]

    async with GuardedClient.open(user_agent=AGENT, resolve=rebinding) as client:
        assert await refusal(client, "http://rebinding.example/") == "address"

    assert asked == ["rebinding.example"]


async def test_a_name_that_is_not_there_is_a_failure() -> None:
    async def unknown(host: str, _port: int) -> list[str]:
        raise FetchFailed("dns", host)

    async with GuardedClient.open(user_agent=AGENT, resolve=unknown) as lost:
        with pytest.raises(FetchFailed) as caught:
            await lost.get("http://nowhere.example/")
        await lost.check("http://nowhere.example/")  # it may be there later

    assert caught.value.reason == "dns"


async def test_an_answer_that_is_no_http_is_a_failure(server: HostileServer, client: GuardedClient) -> None:
    server.answers["/"] = b"SSH-2.0-OpenSSH_9\r\n\r\n"

    with pytest.raises(FetchFailed) as caught:
        await client.get(server.url("/"))

    assert caught.value.reason == "protocol"


async def test_a_body_that_broke_off_is_a_failure(server: HostileServer, client: GuardedClient) -> None:
    server.put("/", b"BEGIN:VCAL", content_length="5000")

    with pytest.raises(FetchFailed) as caught:
        await client.get(server.url("/"))

    assert caught.value.reason == "protocol"


async def test_what_is_posted_goes_to_one_place_only(
    server: HostileServer, client: GuardedClient, canary: HostileServer
) -> None:
    server.put("/moved", status=307, location=server.url("/else"))
    server.put("/else", b"elsewhere")

    for url in (server.url("/moved"), canary.url("/"), "http://169.254.169.254/"):
        with pytest.raises(FetchRefused):
            await client.send(url, {"content-type": "text/plain"}, body=b"hub.secret=1")

    asked = [head.split("\r\n", 1)[0] for head in server.heads]
    assert (["POST /moved HTTP/1.1"], []) == (asked, canary.heads)
