"""Our table of addresses beside that of another project: whatever it refuses, we refuse.

Oracle: microsoft-antissrf (its published ranges; a development dependency only). There are no exceptions.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from AntiSSRF import IPAddressRanges
from hypothesis import example, given, settings
from hypothesis import strategies as st

from shared.http.addresses import is_public

RANGES = tuple(ip_network(block) for block in IPAddressRanges.recommended_latest)


def refused_there(address: IPv4Address | IPv6Address) -> bool:
    inner = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return any((inner or address) in block for block in RANGES)


def within(block: IPv4Network | IPv6Network) -> st.SearchStrategy[IPv4Address | IPv6Address]:
    """Draw from a block, and from just beside it."""
    first, last = int(block.network_address), int(block.broadcast_address)
    most = 2**block.max_prefixlen - 1
    kind = IPv4Address if block.version == 4 else IPv6Address
    return st.integers(max(0, first - 1), min(most, last + 1)).map(kind)


ADDRESSES = st.one_of(
    st.sampled_from(RANGES).flatmap(within),
    st.ip_addresses(v=4),
    st.ip_addresses(v=6),
    st.integers(0, 2**125 - 1).map(lambda low: IPv6Address(2**125 + low)),
    st.ip_addresses(v=4).map(lambda ip: ip_address(f"::ffff:{ip}")),
)


@given(ADDRESSES)
@example(ip_address("168.63.129.16"))
@example(ip_address("fd00:ec2::254"))
@settings(max_examples=400)
def test_whatever_the_oracle_refuses_is_refused(address: IPv4Address | IPv6Address) -> None:
    assert not (refused_there(address) and is_public(str(address)))


def test_the_ends_of_every_range_of_the_oracle_are_refused() -> None:
    ends = [end for block in RANGES for end in (block.network_address, block.broadcast_address)]

    assert [str(end) for end in ends if is_public(str(end))] == []
    assert len(RANGES) > 30


def test_the_oracle_does_not_refuse_everything() -> None:
    assert not refused_there(ip_address("93.184.215.14"))
    assert not refused_there(ip_address("2606:2800:21f::14"))
