"""TXT records from a name server on a socket."""

import pytest

from shared.dns import DnsFailed, TxtResolver
from shared.dns.txt import LONGEST_RECORD, MOST_RECORDS
from tests.support.servers.name_server import name_server


async def test_records_are_joined_and_bounded() -> None:
    async with name_server() as server:
        server.records["example.org"] = ["v=spf1 -all", 'a" "b']
        server.records["long.example.org"] = ['" "'.join(["x" * 250] * 8)]
        server.records["none.example.org"] = []
        resolver = TxtResolver([server.address])

        assert {"v=spf1 -all", "ab"} == set(await resolver.lookup("example.org"))
        assert ("x" * LONGEST_RECORD,) == await resolver.lookup("long.example.org")
        assert () == await resolver.lookup("none.example.org")
        assert () == await resolver.lookup("missing.example.org")


async def test_a_crowd_of_records_is_cut() -> None:
    async with name_server() as server:
        server.records["example.org"] = [f"{number}" for number in range(MOST_RECORDS + 20)]
        assert MOST_RECORDS == len(await TxtResolver([server.address]).lookup("example.org"))


async def test_a_name_is_asked_for_as_it_is() -> None:
    """No search domain is tried, and a name in another script goes in its ASCII form."""
    async with name_server() as server:
        resolver = TxtResolver([server.address])
        await resolver.lookup("bücher.example")
        assert ["xn--bcher-kva.example"] == server.asked


async def test_why_there_is_no_answer() -> None:
    async with name_server() as server:
        server.silent.add("example.org")
        resolver = TxtResolver([server.address], timeout_s=0.2)
        reasons = []
        for name in ("example.org", "a..b", "x" * 64 + ".org", ".".join(["abc"] * 80)):
            with pytest.raises(DnsFailed) as caught:
                await resolver.lookup(name)
            reasons.append(caught.value.reason)

    assert ["timeout", "name", "name", "name"] == reasons
