"""Whom a fetch burdens: the host, and the registrable domain that it belongs to."""

from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList

from services.events.sources.address import host_of


def registrable_domain(url: str) -> str | None:
    """Return the domain that one owner registered, by the Public Suffix List that its package ships.

    None for an IP address and for a name that is itself a public suffix.
    """
    name = (urlsplit(url).hostname or "").rstrip(".")
    if not name or _is_address(name):
        return None
    found: str | None = _suffixes().privatesuffix(name)
    return found


def host_keys(url: str) -> tuple[str, ...]:
    """Return what one fetch of this address occupies, sorted: the host, and `*.` before its domain."""
    domain = registrable_domain(url)
    return tuple(sorted((host_of(url), f"*.{domain}") if domain else (host_of(url),)))


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
