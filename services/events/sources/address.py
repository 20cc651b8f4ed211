"""The one form in which a source's address is held, so that one feed is watched once."""

import re
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

import idna

from services.events.sources.secrets import is_token, private_because
from shared.kernel.errors import AppError, FieldError, Kind

_TRACKING: Final = ("utm_", "fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "mtm_")
_SCHEME: Final = re.compile(r"(?:feed|webcals?):(?://)?", re.IGNORECASE)
_HANDLE: Final = re.compile(r"@(?P<name>[\w.-]+)@(?P<host>[\w.-]+\.[\w-]+)")
"""How the fediverse writes an account: `@group@instance`."""
_AT: Final = re.compile(r"at://(?P<repo>[\w.:%-]+)(?:/(?P<collection>[\w.]+)(?:/(?P<key>[\w.~:-]+))?)?/?")
_LEXICON: Final = "community.lexicon.calendar.event"
_ENTRYWAY: Final = "https://bsky.social/xrpc/com.atproto.repo."
"""Answers for the accounts that it hosts; of any other the address of its own server must be given."""


def source_address(url: str) -> str:
    """Return the address as http(s), without fragment, tracking parameters and private tokens.

    `webcal:` and `feed:` are read as what they stand for, `@group@instance` and `at://` as the address that
    answers for them, a name with other letters in its ASCII form (IDNA 2008).
    Raises `AppError` (422) for anything that is not a public web address; its words never repeat the address.
    """
    text = _web(url.strip())
    if not text.isprintable() or " " in text:
        raise _refused("holds characters that no address has")
    parts, host, port = _split(text)
    if parts.scheme.lower() not in {"http", "https"} or not host:
        raise _refused("must start with https:// or http:// and name a host")
    if parts.username is not None or parts.password is not None:
        raise _refused("must not hold a user name or password")
    if reason := private_because(host, parts.path):
        raise _refused(reason, "private_source_url")
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_left_out(pair))
    name = f"[{host}]" if ":" in host else host
    scheme = parts.scheme.lower()
    is_usual = port in {None, {"http": 80, "https": 443}[scheme]}
    return urlunsplit((scheme, name if is_usual else f"{name}:{port}", parts.path or "/", query, ""))


def address_or_none(url: str | None) -> str | None:
    """Return an address in that form, None where it is none that may be held."""
    try:
        return source_address(url) if url else None
    except AppError:
        return None


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


def _web(text: str) -> str:
    """Return the web address that a way of writing one down stands for."""
    if handle := _HANDLE.fullmatch(text):
        return f"https://{handle['host']}/@{handle['name']}"
    if record := _AT.fullmatch(text):
        repo, collection = quote(record["repo"], safe=":.%"), record["collection"] or _LEXICON
        asked = f"repo={repo}&collection={collection}"
        if record["key"]:
            return f"{_ENTRYWAY}getRecord?{asked}&rkey={record['key']}"
        return f"{_ENTRYWAY}listRecords?{asked}&limit=100"
    scheme = _SCHEME.match(text)
    rest = text[scheme.end() :] if scheme else text
    return f"https://{rest}" if scheme and not rest[:8].lower().startswith(("http://", "https://")) else rest


def _split(text: str) -> tuple[SplitResult, str, int | None]:
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        return parts, host.lower() if host.isascii() else idna.encode(host, uts46=True).decode(), parts.port
    except (ValueError, idna.IDNAError):
        raise _refused("is not a web address") from None


def _is_left_out(pair: str) -> bool:
    return pair.lower().startswith(_TRACKING) or is_token(pair)


def _refused(detail: str, code: str = "bad_source_url") -> AppError:
    return AppError(code, Kind.INVALID, f"This address {detail}.", errors=(FieldError("/url", detail),))
