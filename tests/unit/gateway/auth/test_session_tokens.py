from hypothesis import given
from hypothesis import strategies as st

from services.gateway.auth.forms import form_token, is_form_token, is_same_site
from services.gateway.auth.sessions import bearer_of, hash_token, is_token, mint_token

random_bytes = st.binary(min_size=32, max_size=32)
nonces = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1)


@given(random_bytes, random_bytes)
def test_tokens_are_well_formed_and_as_different_as_their_bytes(one: bytes, other: bytes) -> None:
    first, second = mint_token(one), mint_token(other)
    assert is_token(first)
    assert (one == other) == (first == second) == (hash_token(first) == hash_token(second))


@given(st.text())
def test_any_other_text_is_no_token(text: str) -> None:
    assert not is_token(text + "\n")


def test_bearer_is_read_whatever_its_letter_case() -> None:
    headers = ["Bearer acs_x", "bearer  acs_x", "Basic acs_x", "Bearer ", "", None]
    assert [bearer_of(header) for header in headers] == ["acs_x", "acs_x", None, None, None, None]


@given(nonces, nonces, random_bytes, random_bytes)
def test_a_form_token_holds_for_its_browser_and_session_alone(n1: str, n2: str, s1: bytes, s2: bytes) -> None:
    token = form_token(b"key", n1, s1)
    assert ((n1, s1) == (n2, s2)) == is_form_token(token, b"key", n2, s2)


def test_no_nonce_and_odd_texts_are_refused() -> None:
    assert not is_form_token(form_token(b"key", "", b""), b"key", "", b"")
    assert not is_form_token("ünlike\ud800"[:6], b"key", "n", b"")


def test_where_a_form_may_come_from() -> None:
    cases = [
        ("same-origin", None, "a.example"),
        ("none", "https://evil.example", "a.example"),
        ("cross-site", "https://a.example", "a.example"),
        ("same-site", None, "a.example"),
        (None, "https://a.example", "a.example"),
        (None, "https://a.example:8443", "a.example"),
        (None, "null", "a.example"),
        (None, None, "a.example"),
    ]
    assert [is_same_site(*case) for case in cases] == [True, True, False, False, True, False, False, True]
