"""A body is counted as it inflates, never afterwards."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.http.inflate import BoundedBody, Limits
from shared.http.refusals import FetchError, FetchFailed, FetchRefused


def read(encoding: str, wire: bytes, limits: Limits, piece: int = 1000) -> bytes:
    body = BoundedBody(encoding, limits)
    for start in range(0, len(wire), piece):
        body.take(wire[start : start + piece])
    return body.whole()


@given(st.binary(max_size=2000), st.integers(1, 100))
def test_gzip_comes_out_as_it_went_in_however_it_is_cut(plain: bytes, piece: int) -> None:
    assert read("gzip", gzip.compress(plain), Limits(), piece) == plain


def test_a_body_may_be_as_large_as_the_cap_and_no_byte_more() -> None:
    limits = Limits(max_bytes=1000)

    assert read("", b"x" * 1000, limits) == b"x" * 1000
    with pytest.raises(FetchRefused) as caught:
        read("", b"x" * 1001, limits)

    assert caught.value.reason == "too_large"


@pytest.mark.parametrize(("max_bytes", "reason"), [(1_000_000, "too_large"), (10**9, "ratio")])
def test_a_bomb_is_refused_early(max_bytes: int, reason: str) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    body = BoundedBody("gzip", Limits(max_bytes=max_bytes))

    with pytest.raises(FetchRefused) as caught:
        body.take(bomb)

    assert caught.value.reason == reason


def test_a_stream_that_was_cut_is_a_failure_and_not_a_shorter_document() -> None:
    with pytest.raises(FetchFailed):
        read("gzip", gzip.compress(b"events" * 100)[:-4], Limits())


@pytest.mark.parametrize("encoding", ["br", "zstd", "gzip, gzip"])
def test_an_encoding_we_did_not_ask_for_is_refused(encoding: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        BoundedBody(encoding, Limits())

    assert caught.value.reason == "encoding"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_body_or_a_named_failure(wire: bytes) -> None:
    try:
        read("gzip", wire, Limits())
    except FetchError as error:
        assert error.reason == "protocol"
