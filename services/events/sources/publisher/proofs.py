"""Whether what was found at a place is the proof of a claim, and in which words to say what was seen."""

from collections.abc import Sequence

from services.events.sources.publisher.authority import speaks_for
from shared.contracts.sources.claims import Look
from shared.kernel.response import Response
from shared.text.rel_me import rel_me_links

_HTML = ("text/html", "application/xhtml+xml")
_OK = 200
_SHOWN = 80


def judge_records(name: str, records: Sequence[str], wanted: str) -> Look:
    """Judge the TXT records of a name: `wanted` must be one of them, whole; white space around it aside."""
    if any(record.strip() == wanted for record in records):
        return Look(where=name, seen="the record is there", found=True)
    ours = [record for record in records if record.strip().startswith(wanted.partition("=")[0])]
    if ours:
        return Look(where=name, seen=f"another record of this kind: {_shown(ours[0])}", found=False)
    count = len(records)
    others = f"{count} TXT record{'' if count == 1 else 's'}, none of them this one"
    return Look(where=name, seen=others if count else "no TXT record", found=False)


def judge_page(asked: str, page: Response, wanted: str) -> Look:
    """Judge what came of asking for a page."""
    media_type = page.headers.get("content-type", "").partition(";")[0].strip().lower()
    if page.status != _OK:
        return Look(where=asked, seen=f"no page (HTTP {page.status})", found=False)
    if not speaks_for(asked, page.url):
        return Look(where=asked, seen=f"it leads to another site, {_shown(page.url)}", found=False)
    if media_type not in _HTML:
        return Look(where=asked, seen=f"not a page but {_shown(media_type) or 'nothing named'}", found=False)
    links = rel_me_links(page.body)
    if any(link.rstrip("/") == wanted for link in links):
        return Look(where=asked, seen="the link is there", found=True)
    if not links:
        return Look(where=asked, seen="a page without any rel=me link", found=False)
    return Look(where=asked, seen=f"rel=me links, but to {_shown(', '.join(links[:3]))}", found=False)


def _shown(text: str) -> str:
    """Cut what others wrote to a few printable characters: it is kept, and shown to the claimant."""
    return "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text[:_SHOWN]
    )
