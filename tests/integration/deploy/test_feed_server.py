from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.local.sources.feeds import feed_server, folder_files
from deploy.local.trouble import Trouble
from shared.http.guarded import GuardedClient

DAY = datetime(2026, 11, 23, tzinfo=UTC)
FILES = {"a/events.ics": b"BEGIN:VCALENDAR", "b.json": b"[]"}


async def test_a_file_is_served_with_validators_and_not_sent_twice() -> None:
    async with feed_server(FILES, DAY, 0) as server:
        allow = frozenset({server.trusted})
        async with GuardedClient.open(user_agent="test", allow=allow) as client:
            first = await client.get(server.url("a/events.ics"))
            by_tag = await client.get(server.url("a/events.ics"), {"if-none-match": first.headers["etag"]})
            by_date = await client.get(
                server.url("a/events.ics"), {"if-modified-since": first.headers["last-modified"]}
            )
            missing = await client.get(server.url("none.ics"))

    assert (first.status, first.body) == (200, b"BEGIN:VCALENDAR")
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["last-modified"] == "Mon, 23 Nov 2026 00:00:00 GMT"
    assert [by_tag.status, by_date.status, missing.status] == [304, 304, 404]


async def test_a_taken_port_is_trouble_that_names_it() -> None:
    async with feed_server(FILES, DAY, 0) as server:
        port = int(server.trusted.partition(":")[2])
        with pytest.raises(Trouble, match=f"Port {port}"):
            async with feed_server(FILES, DAY, port):
                pass


def test_a_folder_gives_the_files_that_could_be_feeds(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.ics").write_bytes(b"BEGIN:VCALENDAR")
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert folder_files(tmp_path) == {"in/one.ics": b"BEGIN:VCALENDAR"}


async def test_a_file_of_a_folder_is_served_as_it_is_now(tmp_path: Path) -> None:
    for name in ("changes.ics", "goes.ics"):
        (tmp_path / name).write_bytes(b"BEGIN:VCALENDAR")
    async with feed_server(folder_files(tmp_path), DAY, 0) as server:
        allow = frozenset({server.trusted})
        async with GuardedClient.open(user_agent="test", allow=allow) as client:
            first = await client.get(server.url("changes.ics"))
            (tmp_path / "changes.ics").write_bytes(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")
            (tmp_path / "goes.ics").unlink()
            changed = await client.get(server.url("changes.ics"), {"if-none-match": first.headers["etag"]})
            gone = await client.get(server.url("goes.ics"))
    assert (changed.status, changed.body) == (200, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR")
    assert gone.status == 404


def test_a_folder_without_feeds_is_trouble(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="No file in"):
        folder_files(tmp_path)
