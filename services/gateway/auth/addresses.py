"""E-mail addresses: one spelling per mailbox, and a first name to call a new person by."""

import re
import unicodedata

from email_validator import EmailNotValidError, validate_email

from shared.kernel.errors import AppError, FieldError, Kind

MAX_LENGTH = 254
"""Longest address that can be delivered (RFC 5321, section 4.5.3.1, erratum 1690)."""

_SEPARATORS = re.compile(r"[._\-+\d]+")
_RESERVED = (".example", "@example.com", "@example.org", "@example.net")


def normalise_address(text: str) -> str:
    """Return the one spelling under which an address is kept: NFC and lower case, nothing else.

    Dots and `+tags` stay, since only the provider knows whether they matter.

    Raises:
        AppError: `email_invalid` when the text is not an address that mail can be sent to.
    """
    try:
        checked = validate_email(text.strip()[: MAX_LENGTH + 1], check_deliverability=False)
    except EmailNotValidError as error:
        raise _refused() from error
    return unicodedata.normalize("NFC", checked.normalized).lower()


def name_from_address(address: str) -> str:
    """Make a first display name of the local part: `ada.lovelace@…` gives `Ada Lovelace`."""
    local = address.partition("@")[0]
    words = [word for word in _SEPARATORS.split(local) if word]
    return " ".join(word.capitalize() for word in words)[:80] or "New member"


def is_reserved(address: str) -> bool:
    """Tell whether nobody can own this address (RFC 2606), so that it can only be a sample's."""
    return address.endswith(_RESERVED)


def _refused() -> AppError:
    detail = "This is not an e-mail address that mail can be sent to; check it and try again."
    return AppError("email_invalid", Kind.INVALID, detail, errors=(FieldError("/email", detail),))
