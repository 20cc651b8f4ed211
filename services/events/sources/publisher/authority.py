"""Who may speak for a source: where a proof may stand, so that only its publisher can put it there.

A TXT record proves for the host and for what lies under it: it may stand at the host or at a parent up to the
registrable domain, never at a public suffix. A page proves for what lies under it: it may be the source's own
page or a folder above the source on the same host. Who reads what is sent to `webmaster` or `info` (RFC 2142)
at the registrable domain speaks for it, too. On a shared platform DNS and mailboxes are not the publisher's,
and only pages below the publisher's own part of the path count.
"""

from urllib.parse import urlsplit

from services.events.sources.hosts.domain import registrable_domain
from services.events.sources.hosts.platforms import Platform, is_hosted, platform_of
from services.events.sources.model import BROUGHT, Source
from shared.contracts.sources.claims import ClaimMethod

MOST_NAMES = 5
MOST_PAGES = 4


def places(url: str, method: ClaimMethod, *, is_page: bool) -> tuple[str, ...]:
    """Return the names or pages where a proof is looked for, or whom to write to; none where none can be."""
    if method.mailbox is not None:
        return mailboxes(url, method.mailbox)
    return txt_names(url) if method is ClaimMethod.DNS_TXT else pages(url, is_page=is_page)


def mailboxes(url: str, name: str) -> tuple[str, ...]:
    """Return the address of that name at the registrable domain; none where others share it."""
    domain = registrable_domain(url)
    return (f"{name}@{domain}",) if domain is not None and txt_names(url) else ()


def txt_names(url: str) -> tuple[str, ...]:
    """Return the host and its parents up to the registrable domain, the host first."""
    host, domain = _host(url), registrable_domain(url)
    if domain is None or platform_of(host) is not None or is_hosted(host):
        return ()
    labels = host.split(".")
    parents = [".".join(labels[start:]) for start in range(1, len(labels) - domain.count("."))]
    return (host, *parents[-(MOST_NAMES - 1) :])


def pages(url: str, *, is_page: bool) -> tuple[str, ...]:
    """Return the source's own page where it is one, then the folders above it, the topmost first."""
    platform = platform_of(_host(url))
    segments = [segment for segment in urlsplit(url).path.split("/")[:-1] if segment]
    if not _is_plain(segments):
        return ()
    if platform is not None:
        return _on_platform(url, platform, segments, is_page=is_page)
    folders = [_folder(url, segments[:count]) for count in range(len(segments) + 1)]
    return tuple(dict.fromkeys([*([url] if is_page else []), *folders]))[:MOST_PAGES]


def speaks_for(asked: str, answered: str) -> bool:
    """Tell whether a page that a redirect led to still is the word of the one that was asked.

    It is on the same domain; on a shared platform it is in the publisher's own part of the same host.
    """
    host, platform = _host(asked), platform_of(_host(asked))
    if platform is not None:
        own = _folder(asked, [it for it in urlsplit(asked).path.split("/") if it][: platform.own_segments])
        return _host(answered) == host and (urlsplit(answered).path + "/").startswith(urlsplit(own).path)
    domain = registrable_domain(asked)
    return _host(answered) == host or (domain is not None and domain == registrable_domain(answered))


def why_not(source: Source, method: ClaimMethod) -> str | None:
    """Return why nobody can prove by this method that a source is theirs, None where one can."""
    if source.spec.origin == BROUGHT:
        return "A partner brings these events over the API; what is said of them is theirs to change there."
    return why_not_at(source.spec.url, method, is_page=source.state.is_page)


def why_not_at(url: str, method: ClaimMethod, *, is_page: bool) -> str | None:
    """Return why nobody can prove by this method for an address, None where one can."""
    if places(url, method, is_page=is_page):
        return None
    host = _host(url)
    if platform_of(host) is not None or is_hosted(host):
        if method.mailbox is not None:
            return f"{host} is shared by many publishers, so its {method.mailbox} knows nothing of this one."
        if method is ClaimMethod.DNS_TXT:
            return f"{host} is shared by many publishers, so its DNS says nothing about this one."
        return f"Nothing on {host} is a page that only this publisher could have written to."
    if method is not ClaimMethod.REL_ME:
        return f"{host} is not a domain that somebody registered, so it can hold no proof."
    return "Its address has an odd path, so no page above it can be told."


def _on_platform(url: str, platform: Platform, segments: list[str], *, is_page: bool) -> tuple[str, ...]:
    """The first segments are the platform's or name the publisher; pages above those are not theirs."""
    named = [segment for segment in urlsplit(url).path.split("/") if segment][: platform.own_segments]
    if not platform.own_segments or len(named) < platform.own_segments:
        return ()
    if platform.profile is not None:
        return (platform.profile.format(named[0]),)
    counts = range(platform.own_segments, max(len(segments), platform.own_segments) + 1)
    whole = [*segments, *named[len(segments) :]]
    folders = [_folder(url, whole[:count]) for count in counts]
    return tuple(dict.fromkeys([*([url] if is_page else []), *folders]))[:MOST_PAGES]


def _folder(url: str, segments: list[str]) -> str:
    path = "/".join(["", *segments, ""])
    return urlsplit(url)._replace(path=path, query="", fragment="").geturl()


def _is_plain(segments: list[str]) -> bool:
    """Dots and escapes could name another folder than they seem to."""
    return not any(
        segment in {".", ".."} or "\\" in segment or "%2f" in segment.lower() or "%2e" in segment.lower()
        for segment in segments
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").rstrip(".").lower()
