"""How each hostile document must end.

The reason of a refused or failed fetch; or the outcome of the reading, `+good` where the harmless event
beside the hostile part must be read, and after a slash each reason for which something was not read.
"""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Final

_READ: Final = "ok+good"
"""Nothing to complain of: what harms is cut to what it may be, and its neighbour is read."""

ENDS: Final[Mapping[str, tuple[str, ...]]] = {
    # refused while they are fetched
    "ratio": ("gzip bomb", "zlib bomb"),
    "encoding": ("two codings", "brotli unasked"),
    "too_large": ("endless body",),
    "too_slow": ("endless chunks", "endless hints", "slow drip", "slow header", "silence"),
    "redirects": ("redirect to itself", "redirect of 60 kB"),
    "protocol": (
        "raw deflate bomb", "gzip cut off", "gzip that is none", "chunk of all memory", "length below zero",
        "two lengths", "length of a planet", "endless header lines", "a header without end",
    ),
    # refused before a parser sees them
    "not_what_it_claims/empty_body": ("nothing", "nulls", "marks", "spaces"),
    "not_what_it_claims/html_instead_of_icalendar": ("html at a calendar",),
    "too_large/too_many_parts": (
        "ics same event 100k times", "ics events of nothing", "ics 100k calendars", "ics zones",
        "ics nested*", "ics folded at each letter", "ics million properties", "ics million empty lines",
        "rss of *", "rss 200k attributes", "rss 100k namespaces", "xml of *", "xml nested",
        "xml comments first", "xml 200k attributes", "html of *",
        "html few of divs", "html few of bold", "html few of svg", "html few of options",
        "html few of nested *", "html few of attributes", "html few of tables", "html few of links",
        "html few of scripts", "html few of templates", "html bold anew",
        "json nested arrays", "json nested objects", "json million *", "yaml of items",
        "yaml empty items", "yaml anchors", "csv rows", "csv open quote", "csv empty rows", "markdown items",
        "markdown headings", "markdown rows",
        "text doubly encoded rss", "text entities rss", "text less-than rss", "text open tags rss",
        "text spaced tags rss", "text breaks rss", "text bold rss", "text paragraphs rss", "text online rss",
        "markdown of fields",
        "toml of comments", "toml too long",
    ),
    "too_large/too_many_bytes": ("noise", "one word of 10 MB"),
    "unreadable/entity_declaration": (
        "rss billion laughs", "rss entity of a file", "rss entity of a host", "rss entity in utf-16",
    ),
    "unreadable/nested_too_deep": ("rss few of tags",),
    # what declares entities, or attributes without number, is none of the formats that are read as XML
    "unsupported_format/no_event_markup": ("html boxes within boxes",),
    "unsupported_format/unsupported_format": (
        "xml billion laughs", "xml quadratic entity", "xml entity of *", "rss quadratic entity",
        "xml 250k declared attributes",
        "rss encoded as xxx*", "rss in utf-32", "gzip in gzip", "gzip as a file", "* file", "path *",
        "calendar in utf-32", "many marks", "json nested to the limit",
        "toml of arrays", "toml of inline tables", "toml of dotted keys", "toml of texts", "toml of quotes",
        "toml of escapes", "toml of digits", "toml of equals", "toml many wrong kinds",
    ),
    "empty": ("csv million columns",),
    # refused by a parser as a whole
    "unreadable/malformed_feed": ("rss encoded as cp037",),
    "unreadable/malformed_json": (
        "json 5000 digits", "json huge exponent", "json not a number", "json lone surrogates",
    ),
    # read, but for what harms
    "ok+good/too_many_items/no_title": ("toml many tables",),
    "ok+good/sub_daily_recurrence": (
        "ics secondly", "ics minutely never matching", "ics hourly by all minutes",
    ),
    "ok+good/bad_recurrence": (
        "ics interval of zero", "ics interval of a planet", "ics count of a billion", "ics rule of rules",
        "xcal one event", "google_calendar long texts",
    ),
    "ok+good/recurrence_too_large": (
        "ics count of a million", "ics by every list", "ics 100k rdate", "ics 100k exdate",
    ),
    "ok+good/superseded/too_many_items": ("ics 45k overrides",),
    "ok+good/too_many_occurrences/too_many_items": ("ics since year one *",),
    "ok+good/too_many_items/too_many_occurrences/repeated": ("google_calendar many",),
    "ok": (
        "csv of talks", "csv talk of all days", "pretalx long texts", "pretalx many", "sessionize long texts",
        "sessionize many", "yaml long series",
    ),
    "ok/session_without_title/session_without_time": (
        "pretalx wrong kinds", "sessionize wrong kinds",
    ),
    "ok+good/repeated/too_many_items": ("html many boxes",),
    "ok+good/repeated": (
        "html one program", "html many words",
        "jcal many", "microsoft_graph many",
        "openagenda many", "the_events_calendar many", "ticketmaster many", "tockify many",
        "toml many full tables", "toml many times",
    ),
    _READ: (
        "frab_json many", "html one page of words", "text one page below a head",
        "html one page itself", "html one page of labels", "html empties behind *",
        "html one page of one event", "html many clocks", "html clocks within clocks",
    ),
    "ok+good/too_many_items/repeated": (
        "ics same event 45k times", "markdown dated items", "markdown block of names",
        "xcal of events", "xml many records", "* many", "csv many bare events",
    ),
    "ok+good/session_without_time": ("xml one schedule",),
    "ok+good/session_without_title": ("frab_json wrong kinds",),
    "ok+good/no_title/no_date/repeated": ("gancio wrong kinds", "squarespace wrong kinds"),
    "ok+good/no_date/no_title/implausible_date/repeated": ("tockify wrong kinds",),
    "ok+good/no_title/bad_date/repeated": ("json_feed wrong kinds", "the_events_calendar wrong kinds"),
    "ok+good/no_date/bad_date/no_title/repeated": ("jcal wrong kinds",),
    "ok+good/no_title/no_date/implausible_date/repeated": ("developers_agenda wrong kinds",),
    "ok+good/not_an_event/no_title/no_date/bad_date/repeated": ("atproto wrong kinds",),
    "ok+good/not_an_event/malformed_item/reference_only/no_title/no_date/bad_date/repeated": (
        "activitystreams wrong kinds",
    ),
    "ok+good/too_many_occurrences/no_title/no_date/bad_date/repeated": ("google_calendar wrong kinds",),
    "ok+good/malformed_item/date_not_understood/date_to_be_announced/no_date/no_title/repeated": (
        "json_list wrong kinds",
    ),
    "ok+good/no_title/no_date/bad_date/repeated": ("* wrong kinds",),
    "ok+good/sub_daily_recurrence/too_many_occurrences/too_many_items/repeated": ("xcal of rules",),
    "ok+good/cut_off_nested_too_deep/no_date": ("xcal of nested events",),
    "ok+good/cut_off_too_many_elements/no_date/too_many_items": ("xcal of empty events",),
    "ok+good/cut_off/no_date": ("ics never ends", "cut at 50 percent", "cut at 60 percent"),
    "ok+good/no_date": (
        "rss entity in utf-7", "rss few of *", "rss attribute", "rss encoded as *", "text * rss",
        "jcal long texts",
    ),
    "ok+good/bad_json": ("json-ld *",),
    "ok+good/bad_json/too_many_items": ("html few of json-ld",),
    "ok+good/repeated/too_many_items/no_title": ("microformats of h-events", "microformats of hcalendar"),
    "ok+good/repeated/too_many_items/no_date": ("microformats of names",),
    "ok+good/nested_too_deep": ("json few *",),
    "ok+good/cut_off_too_many_nodes/no_title": ("yaml merges",),
    "ok+good/cut_off_nested_too_deep/no_title": ("yaml nested blocks", "yaml question marks"),
    "ok+good/malformed_item": ("yaml nested", "yaml quotes", "yaml tags"),
    # over 4 MB where such a list goes on is not looked for
    "ok+good/too_many_items": (
        "atproto long texts", "eventbrite long texts", "gancio long texts", "indico long texts",
        "meetup_graphql long texts", "openagenda long texts", "the_events_calendar long texts",
        "ticketmaster long texts", "html many buttons",
    ),
    "ok+good/no_title": ("markdown table of anchors",),
    "ok+good/not_an_event": ("markdown table of links", "markdown table of brackets"),
    "ok+good/date_to_be_announced": ("markdown table of flags",),
    "ok+good/repeated/date_not_understood/too_many_items": ("html many rows",),
    "ok+good/date_not_understood/too_many_items": ("markup wiki cells",),
    "ok+good/date_not_understood": (
        "toml one list", "html one table", "csv of bare events",
        "csv row of a million cells", "markdown table of *", "xml one list", "xml many harmed records",
    ),
    "ok+good/cut_off_malformed": ("csv one cell", "csv quotes"),
    "ok/cut_off": ("cut at 10 percent",),
    "ok/cut_off/no_date": ("cut at 20 percent",),
    "ok/cut_off/bad_date": ("cut at 30 percent",),
    "ok+good/cut_off/bad_date": ("cut at 70 percent",),
    "ok+good/cut_off": ("cut at 40 percent", "cut at 90 percent"),
    "ok+good/cut_off/bad_recurrence": ("cut at 80 percent",),
}  # fmt: skip


def expected_end(name: str) -> str:
    """Return how the document of that name must end; the first pattern that fits counts."""
    patterns = ((pattern, end) for end, names in ENDS.items() for pattern in names)
    return next((end for pattern, end in patterns if fnmatchcase(name, pattern)), _READ)
