"""The pages of a site that its links call its events: where to look when the page given holds none."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

MAX_PAGES: Final = 3
_MAX_LINKS: Final = 2000
_NAMES: Final = re.compile(
    r"(?:all |upcoming |our |next |alle |unsere |nächste |tous les |nos |todos los |próximos |i nostri )?"
    r"(?:events?|calendar|schedule|meetups?|meetings|what'?s on|dates|veranstaltungen|termine|kalender|"
    r"veranstaltungskalender|terminkalender|programm?|agenda|évé?nements|evenements|calendrier|rendez-vous|"
    r"eventos|calendario|actividades|calendário|eventi|appuntamenti|evenementen|activiteiten|"
    r"wydarzenia|kalendarz|akce|události|kalendář|arrangementer|evenemang|kalenteri|tapahtumat|rendezvények|"
    r"evenimente|события|календарь|події|etkinlikler|イベント|活动)",
)
_PATH: Final = re.compile(
    r"/(?:[\w-]+/)?(?:events?|calendar|veranstaltungen|termine|kalender|agenda|eventos|eventi)/?"
)


def event_pages(tree: LexborHTMLParser, base: str, url: str) -> tuple[str, ...]:
    """Return addresses on the page's own host whose link says that they hold events, best first."""
    named: dict[str, int] = {}
    for target, rank in _links(tree, base):
        if urlsplit(target).netloc == urlsplit(url).netloc and target != url:
            named[target] = min(rank, named.get(target, rank))
    return tuple(sorted(named, key=lambda each: named[each])[:MAX_PAGES])


def _links(tree: LexborHTMLParser, base: str) -> Iterator[tuple[str, int]]:
    for node in tree.css("a[href]")[:_MAX_LINKS]:
        words = " ".join(node.text(deep=True)[:80].split()).lower().strip(" »›→>")
        target = _page(node.attributes.get("href"), base)
        if target and _NAMES.fullmatch(words):
            yield target, 0
        elif target and _PATH.fullmatch(urlsplit(target).path.lower()):
            yield target, 1


def _page(href: str | None, base: str) -> str | None:
    try:
        parts = urlsplit(urljoin(base, (href or "").strip()))
    except ValueError:
        return None
    is_web = parts.scheme in {"http", "https"} and bool(parts.netloc)
    return parts._replace(fragment="").geturl() if href and is_web else None
