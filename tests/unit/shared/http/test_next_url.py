"""Where a redirect leads, before any address is looked up."""

import pytest

from shared.http.guarded import next_url
from shared.http.refusals import FetchRefused


@pytest.mark.parametrize(
    ("url", "target", "expected"),
    [
        ("https://a.example/x/y", "z", "https://a.example/x/z"),
        ("https://a.example/x", "//b.example/", "https://b.example/"),
        ("http://a.example/x", "https://a.example/x", "https://a.example/x"),
        ("http://a.example/x", "http://b.example/", "http://b.example/"),
    ],
)
def test_a_target_is_read_relative_to_its_page(url: str, target: str, expected: str) -> None:
    assert next_url(url, target) == expected


@pytest.mark.parametrize("target", ["http://a.example/", "HTTP://b.example/"])
def test_encryption_is_never_given_up(target: str) -> None:
    with pytest.raises(FetchRefused) as caught:
        next_url("https://a.example/", target)

    assert caught.value.reason == "redirects"
