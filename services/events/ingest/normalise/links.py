"""Links that are safe to show and the same however they were shared."""

import re
from typing import Final
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST_URL: Final = 2000
_TRACKING: Final = re.compile(
    r"^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|_hs(?:enc|mi)|ref_src|yclid|aff|spm|eventOrigin|rec[IS]\w+)$",
    re.IGNORECASE,
)
_AROUND: Final = "<>\"'"
_BARE_HOST: Final = re.compile(r"www\.|(?![^/?#]*\.(?:html?|php|aspx?|jsp|pdf|md)$)[\w-]+\.[a-z]{2,}(?:/|$)")
"""A host without its scheme; `page.html` is a file beside the document."""
_HOST: Final = re.compile(r"^[^\s/?#@\\]+\.[^\s/?#@\\]+$")
_SCHEMES: Final = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
_ENCODED: Final = re.compile(r"https?%3A%2F%2F", re.IGNORECASE)
"""A whole address encoded as if it were a part of one, as a generator of calendars writes it."""
_PLAIN: Final = re.compile(r"https?://(?:[a-z0-9-]+\.)+[a-z0-9-]+(/[\w./~-]*)?", re.ASCII)
"""An address of which nothing is to be undone, as most are."""
_SAYS: Final = re.compile(r"[^\W_]|/")
"""What every address has; a dash alone stands for none."""
_PORTS: Final = {"http": ":80", "https": ":443"}


def clean_link(text: str | None, within: str | None = None) -> str | None:
    """Return an absolute http(s) link without tracking, default port or credentials; None when it is not one.

    `within` is the address of the document, against which a relative link is read.
    """
    link = text.strip().strip(_AROUND) if text else ""
    if (plain := _PLAIN.fullmatch(link)) and len(link) <= LONGEST_URL:
        return link if plain[1] else f"{link}/"
    if _ENCODED.match(link):
        link = unquote(link)
    if (
        not _SAYS.search(link)
        or link.lower() == "n/a"
        or len(link) > LONGEST_URL
        or re.search(r"[\s\x00-\x1f\x7f]", link)
    ):
        return None
    try:
        rebuilt = _rebuilt(_absolute(link, within))
    except ValueError:
        return None
    # A mark that stood before a fragment is at the end now.
    return clean_link(rebuilt) if rebuilt and rebuilt[-1] in _AROUND else rebuilt


def _absolute(link: str, within: str | None) -> str:
    if link.startswith("//"):
        return "https:" + link
    if "://" in link[:12] or re.match(r"[a-zA-Z][a-zA-Z+.-]*:", link):
        return link
    if _BARE_HOST.match(link):
        return "https://" + link
    return urljoin(within, link) if within else link


def _rebuilt(link: str) -> str | None:
    parts = urlsplit(link)
    scheme = _SCHEMES.get(parts.scheme.lower())
    host = parts.netloc.rpartition("@")[2].lower()
    if scheme is None or "@" in parts.netloc or not _HOST.match(host):
        return None
    query = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name)
    ]
    kept = parts.query if len(query) == parts.query.count("&") + bool(parts.query) else urlencode(query)
    fragment = parts.fragment if parts.fragment.startswith(("!", "/")) or "id" in parts.fragment[:2] else ""
    return urlunsplit((scheme, host.removesuffix(_PORTS[scheme]), parts.path or "/", kept, fragment))
