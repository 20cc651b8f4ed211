"""Private tokens in addresses: left out where the rest still names the feed, else the address is refused.

Whoever holds such an address can read what was never published. Nothing here repeats a token.
"""

import re
from typing import Final
from urllib.parse import unquote_plus, urlsplit

_TOKENS: Final = frozenset({
    "ak", "access_token", "api_key", "api-key", "apikey", "auth", "auth_token", "authtoken", "client_secret",
    "jwt", "key", "password", "passwd", "phpsessid", "private_token", "pwd", "secret", "session",
    "session_id", "sessionid", "sid", "sig", "signature", "token", "x-amz-signature",
})  # fmt: skip
_REFUSED: Final = (
    (
        re.compile(r"(?:calendar|www)\.google\.com/calendar/(?:ical|feeds)/[^/]+/private-", re.IGNORECASE),
        (
            "is the secret address of a Google calendar, which only its owner should have. "
            "Make the calendar public and give its public address"
        ),
    ),
    (
        re.compile(r"[^/]+/events/going/[^/]+/(?:ics|atom)\Z", re.IGNORECASE),
        "is the private list of where one person goes. Give the address of the group or of the instance",
    ),
    (
        re.compile(r"(?:www\.)?meetup\.com/events/ical/", re.IGNORECASE),
        "is the private calendar of one Meetup member. Give the address of the group",
    ),
    (
        re.compile(r"(?:www\.)?sessionize\.com/api/v\d+/[^/]+/view/[^/]*e-?mail", re.IGNORECASE),
        "gives e-mail addresses of speakers. Give the view All",
    ),
)
"""Host and path of addresses that are private as a whole, and what to say of them."""


def is_token(pair: str) -> bool:
    """Tell whether a `name=value` of a query holds a key, by its name."""
    return unquote_plus(pair.partition("=")[0]).strip().lower() in _TOKENS


def tokens_in(url: str) -> tuple[str, ...]:
    """Return the names of the private parameters that an address holds, never their values."""
    try:
        pairs = urlsplit(url.strip()).query.split("&")
    except ValueError:
        return ()
    names = (unquote_plus(pair.partition("=")[0]).strip().lower() for pair in pairs if is_token(pair))
    return tuple(dict.fromkeys(names))


def private_because(host: str, path: str) -> str | None:
    """Return why an address is not to be held at all, None when it may be."""
    place = f"{host}{path}"
    return next((reason for pattern, reason in _REFUSED if pattern.match(place)), None)
