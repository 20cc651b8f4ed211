import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.auth.addresses import is_reserved, name_from_address, normalise_address
from services.gateway.auth.limits import MailLimits, Sent, check_mail_limits, network_of
from shared.kernel.errors import AppError


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Ada.Lovelace+x@GMAIL.com ", "ada.lovelace+x@gmail.com"),
        ("ada@samples.example", "ada@samples.example"),
        ("ü@exämple.de", "ü@exämple.de"),
    ],
)
def test_one_spelling_per_mailbox(typed: str, kept: str) -> None:
    assert kept == normalise_address(typed)
    assert kept == normalise_address(kept)


@given(st.text(max_size=400))
def test_any_text_is_an_address_or_refused(text: str) -> None:
    try:
        kept = normalise_address(text)
    except AppError as error:
        assert (error.code, error.errors[0].pointer) == ("email_invalid", "/email")
    else:
        assert kept == normalise_address(kept)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("ada.lovelace@x.org", "Ada Lovelace"),
        ("j-p_o@x.org", "J P O"),
        ("mary+events42@x.org", "Mary Events"),
        ("42@x.org", "New member"),
    ],
)
def test_a_first_name_from_the_address(address: str, name: str) -> None:
    assert name == name_from_address(address)


def test_samples_are_those_that_nobody_can_own() -> None:
    addresses = ["a@x.example", "a@example.org", "a@notexample.org", "a@x.example.org"]
    assert [is_reserved(address) for address in addresses] == [True, True, False, False]


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_network_that_is_counted(host: str | None, network: str) -> None:
    assert network == network_of(host)


def test_limits_let_the_last_one_through_and_no_more() -> None:
    limits = MailLimits(per_address=2, per_network=3)
    check_mail_limits(Sent(1, 2), limits)
    for sent in (Sent(2, 0), Sent(0, 3)):
        with pytest.raises(AppError) as caught:
            check_mail_limits(sent, limits)
        assert (caught.value.code, caught.value.retry_after_s) == ("too_many_sign_ins", 3600)
