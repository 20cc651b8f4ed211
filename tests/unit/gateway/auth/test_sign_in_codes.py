from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from services.gateway.auth.codes import (
    LIFETIME,
    MAX_WRONG_TRIES,
    Secrets,
    SignIn,
    Verdict,
    hash_code,
    hash_link,
    judge_code,
    mint_secrets,
)
from services.gateway.auth.letter import write_letter

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
KEY = b"k" * 32
codes = st.integers(0, 999_999).map(lambda number: f"{number:06d}")


def sign_in(code: str = "482913") -> SignIn:
    return SignIn("sgn_1", "ada@x.example", hash_code(KEY, "sgn_1", code), hash_link("link"), NOW + LIFETIME)


def judge(held: SignIn, code: str, now: datetime = NOW) -> Verdict:
    return judge_code(held, code, key=KEY, now=now)


@given(codes, codes)
def test_only_the_very_code_opens(right: str, typed: str) -> None:
    expected = Verdict.OPEN if right == typed else Verdict.WRONG
    assert expected == judge(sign_in(right), typed)


@given(st.integers(0, 999_999), st.binary(min_size=32, max_size=32))
def test_secrets_are_six_digits_and_43_url_safe_characters(number: int, link: bytes) -> None:
    made = mint_secrets(number, link)
    assert (6, 43, number) == (len(made.code), len(made.link_token), int(made.code))
    assert made.link_token.replace("-", "").replace("_", "").isalnum()


def test_the_right_code_is_void_when_late_used_superseded_or_guessed_at() -> None:
    held = sign_in()
    dead = [
        judge(held, "482913", NOW + LIFETIME),
        judge(replace(held, used_at=NOW), "482913"),
        judge(replace(held, superseded_at=NOW), "482913"),
        judge(replace(held, wrong_tries=MAX_WRONG_TRIES), "482913"),
    ]
    assert dead == [Verdict.DEAD] * 4


def test_the_last_second_and_the_last_try_still_open() -> None:
    late = judge(sign_in(), "482913", NOW + LIFETIME - timedelta(seconds=1))
    last = judge(replace(sign_in(), wrong_tries=MAX_WRONG_TRIES - 1), "482913")
    assert (late, last) == (Verdict.OPEN, Verdict.OPEN)


def test_a_code_of_one_sign_in_has_another_hash_in_another() -> None:
    assert hash_code(KEY, "sgn_1", "482913") != hash_code(KEY, "sgn_2", "482913")
    assert hash_code(KEY, "sgn_1", "482913") != hash_code(b"other" * 8, "sgn_1", "482913")


def test_the_mail_carries_both_secrets() -> None:
    letter = write_letter("<sgn@acquaint.example>", Secrets("000042", "tok"), "https://acquaint.example/")
    assert letter.subject == "000042 is your Acquaint sign-in code"
    assert "https://acquaint.example/sign-in/link/tok\n" in letter.text
