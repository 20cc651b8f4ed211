"""The catalogue of sources: a TOML file with one `[[source]]` table each."""

import tomllib

from services.events.sources.address import source_address
from services.events.sources.model import CATALOGUE_TRUST, SourceSpec
from shared.kernel.errors import AppError, Kind

_FIELDS = {
    "url", "title", "format", "trust", "licence", "attribution", "timezone", "country", "topics",
    "every_hours",
}  # fmt: skip
DEFAULT_HOURS = 6


def parse_catalogue(text: str) -> tuple[SourceSpec, ...]:
    """Return the sources that a catalogue lists.

    Needed per source: `url`, `title`. Optional: `format` (a hint), `trust` (0 to 100), `licence`,
    `attribution`, `timezone` (IANA, for times that have none), `country` (ISO 3166-1 alpha-2), `topics`
    (hints), `every_hours`.
    Raises `AppError` that names the entry at fault.
    """
    try:
        entries = tomllib.loads(text).get("source", [])
    except tomllib.TOMLDecodeError as error:
        raise _bad(f"it is not TOML: {error}") from None
    specs = tuple(_spec(number, entry) for number, entry in enumerate(entries, start=1))
    urls = [spec.url for spec in specs]
    twice = sorted({url for url in urls if urls.count(url) > 1})
    if twice:
        raise _bad(f"these are listed twice: {', '.join(twice)}")
    return specs


def _spec(number: int, entry: dict[str, object]) -> SourceSpec:
    unknown = sorted(set(entry) - _FIELDS)
    if unknown or "url" not in entry or "title" not in entry:
        raise _bad(
            f"entry {number} " + (f"has unknown fields {unknown}" if unknown else "needs url and title")
        )
    try:
        return SourceSpec(
            url=source_address(str(entry["url"])),
            title=str(entry["title"]),
            format_hint=_text(entry, "format"),
            trust=min(100, max(0, int(str(entry.get("trust", CATALOGUE_TRUST))))),
            licence=_text(entry, "licence"),
            attribution=_text(entry, "attribution"),
            timezone=_text(entry, "timezone"),
            country=_text(entry, "country"),
            topics=_words(entry.get("topics", [])),
            every_s=max(3600, int(float(str(entry.get("every_hours", DEFAULT_HOURS))) * 3600)),
        )
    except (ValueError, TypeError, AppError) as error:
        raise _bad(f"entry {number} ({entry['title']}): {error}") from None


def _text(entry: dict[str, object], field: str) -> str | None:
    return str(entry[field]) if entry.get(field) else None


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("topics must be a list")
    return tuple(str(item) for item in value)


def _bad(detail: str) -> AppError:
    return AppError("bad_catalogue", Kind.INVALID, f"The catalogue of sources cannot be used: {detail}.")
