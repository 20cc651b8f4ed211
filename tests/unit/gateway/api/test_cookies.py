from datetime import UTC, datetime

import pytest
from fastapi import Response

from services.gateway.api.http.cookies import set_session
from services.gateway.api.pages.visitor import own_path
from services.gateway.runtime import Face


@pytest.mark.parametrize(
    ("public_url", "cookie"),
    [
        (
            "https://acquaint.example",
            "__Host-acquaint=acs_x; expires=…; HttpOnly; Path=/; SameSite=lax; Secure",
        ),
        ("http://127.0.0.1:8000", "acquaint=acs_x; expires=…; HttpOnly; Path=/; SameSite=lax"),
    ],
)
def test_the_session_cookie_is_bound_to_the_host_over_https(public_url: str, cookie: str) -> None:
    response = Response()
    face = Face(public_url, sample_people=False, data_notice="real", part_timeout_s=1)
    set_session(response, face, "acs_x", datetime(2026, 12, 23, 9, tzinfo=UTC))
    written = response.headers["set-cookie"].replace("Wed, 23 Dec 2026 09:00:00 GMT", "…")
    assert cookie == written


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/events/evt_1?x=1", "/events/evt_1?x=1"),
        ("https://evil.example", "/for-you"),
        ("//evil.example", "/for-you"),
        ("/\\evil.example", "/for-you"),
        ("/\t/evil.example", "/for-you"),
        ("", "/for-you"),
    ],
)
def test_only_our_own_paths_are_followed(given: str, path: str) -> None:
    assert path == own_path(given)
