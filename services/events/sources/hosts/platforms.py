"""Hosts that many publishers share: what of an address is one publisher's own there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Platform:
    """`own_segments` leading path segments name one publisher; 0 where nothing in the address does.

    `profile` is the page that this publisher can write to, when it is not on the host itself; `{}` stands for
    the first segment.
    """

    own_segments: int
    profile: str | None = None


_NOBODYS: Final = Platform(0)
_BY_NAME: Final = Platform(1)
_ON_GITHUB: Final = Platform(1, "https://github.com/{}")

PLATFORMS: Final[Mapping[str, Platform]] = {
    "airtable.com": _NOBODYS,
    "bitbucket.org": _BY_NAME,
    "calendar.google.com": _NOBODYS,
    "calendar.yahoo.com": _NOBODYS,
    "codeberg.org": _BY_NAME,
    "cdn.jsdelivr.net": _NOBODYS,
    "docs.google.com": _NOBODYS,
    "drive.google.com": _NOBODYS,
    "dropbox.com": _NOBODYS,
    "dropboxusercontent.com": _NOBODYS,
    "facebook.com": _BY_NAME,
    "feedburner.com": _BY_NAME,
    "feeds.feedburner.com": _BY_NAME,
    "gist.github.com": _BY_NAME,
    "gist.githubusercontent.com": _ON_GITHUB,
    "github.com": _BY_NAME,
    "gitlab.com": _BY_NAME,
    "googleapis.com": _NOBODYS,
    "icloud.com": _NOBODYS,
    "linkedin.com": Platform(2),
    "lu.ma": _BY_NAME,
    "api.lu.ma": _NOBODYS,
    "luma.com": _BY_NAME,
    "api.luma.com": _NOBODYS,
    "api2.luma.com": _NOBODYS,
    "medium.com": _BY_NAME,
    "meetup.com": _BY_NAME,
    "notion.so": _NOBODYS,
    "openagenda.com": _BY_NAME,
    "outlook.live.com": _NOBODYS,
    "outlook.office.com": _NOBODYS,
    "outlook.office365.com": _NOBODYS,
    "pretalx.com": _BY_NAME,
    "pretix.eu": _BY_NAME,
    "raw.githubusercontent.com": _ON_GITHUB,
    "reddit.com": Platform(2),
    "s3.amazonaws.com": _NOBODYS,
    "sessionize.com": _BY_NAME,
    "sites.google.com": Platform(2),
    "teamup.com": _NOBODYS,
    "ticketmaster.com": _NOBODYS,
    "tockify.com": _BY_NAME,
    "trumba.com": _NOBODYS,
    "webcal.guru": _NOBODYS,
    "www.google.com": _NOBODYS,
    "youtube.com": _BY_NAME,
}
HOSTING: Final = frozenset({
    "blogspot.com", "codeberg.page", "firebaseapp.com", "fly.dev", "github.io", "gitlab.io", "herokuapp.com",
    "neocities.org", "netlify.app", "onrender.com", "pages.dev", "readthedocs.io", "sr.ht", "substack.com",
    "surge.sh", "tumblr.com", "vercel.app", "web.app", "webflow.io", "wixsite.com", "wordpress.com",
})  # fmt: skip
"""Below these each publisher has a host to write pages on, and none its DNS."""
_EVENTBRITE: Final = ("com", "co.uk", "com.au", "ca", "de", "es", "fr", "ie", "it", "nl", "co.nz", "com.br")


def is_hosted(host: str) -> bool:
    """Tell whether a host is a publisher's own by its pages alone."""
    return any(host == name or host.endswith(f".{name}") for name in HOSTING)


def platform_of(host: str) -> Platform | None:
    """Return the platform that a host (without port) belongs to, None for a publisher's own host."""
    labels = host.rstrip(".").lower().split(".")
    for start in range(len(labels)):
        name = ".".join(labels[start:])
        if name in PLATFORMS:
            return PLATFORMS[name]
        if name.startswith("eventbrite.") and name.removeprefix("eventbrite.") in _EVENTBRITE:
            return Platform(2)  # /o/<organiser>, /e/<event>
    return None
