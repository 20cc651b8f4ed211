"""The one form in which a source's address is held, so that one feed is watched once."""

from urllib.parse import urlsplit, urlunsplit

from shared.kernel.errors import AppError, FieldError, Kind

_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")


def source_address(url: str) -> str:
    """Return the address without fragment and tracking parameters, `webcal:` as `https:`.

    Raises `AppError` (422) for anything that is not a public web address.
    """
    text = url.strip()
    for scheme in ("webcal://", "webcals://"):
        text = f"https://{text[len(scheme) :]}" if text.lower().startswith(scheme) else text
    if not text.isprintable() or " " in text:
        raise _refused("holds characters that no address has")
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        raise _refused("is not a web address") from None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise _refused("must start with https:// or http:// and name a host")
    if parts.username or parts.password:
        raise _refused("must not hold a user name or password")
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not pair.lower().startswith(_TRACKING)
    )
    name = f"[{host}]" if ":" in host else host
    netloc = f"{name}:{port}" if port else name
    return urlunsplit((parts.scheme.lower(), netloc, parts.path or "/", query, ""))


def spellings(url: str) -> tuple[str, ...]:
    """Return the addresses that mean the same feed to whoever writes one down.

    They have http or https, `www.` or not, a slash at the end or not.
    """
    parts = urlsplit(url)
    plain, path = parts.netloc.removeprefix("www."), parts.path.rstrip("/")
    return tuple(
        urlunsplit((scheme, netloc, ended, parts.query, ""))
        for scheme in ("https", "http")
        for netloc in (plain, f"www.{plain}")
        for ended in dict.fromkeys((path or "/", f"{path}/"))
    )


def host_of(url: str) -> str:
    """Return the host, with its port when one is named: what politeness counts by."""
    return urlsplit(url).netloc.lower()


def _refused(detail: str) -> AppError:
    return AppError(
        "bad_source_url",
        Kind.INVALID,
        f"This address {detail}.",
        errors=(FieldError("/url", detail),),
    )
