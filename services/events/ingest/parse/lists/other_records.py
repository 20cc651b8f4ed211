"""Lists whose records have a title and a date and are no events: posts, people, publications, releases."""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from services.events.ingest.parse.records.columns import field_keys
from services.events.ingest.parse.records.event_words import says_meetings
from services.events.ingest.parse.records.flat_record import flat_record
from services.events.ingest.parse.wire.yaml_text import Yaml

_TAKES_PLACE: Final = frozenset(
    {"address", "street", "venue", "city", "country", "lat", "start_time", "online", "cfp_url"}
)
"""What a record says besides a title and days if it is an event."""
_OF_POSTS: Final = frozenset(
    {"author", "authors", "excerpt", "permalink", "layout", "published", "read time", "reading time"}
)
_OF_PEOPLE: Final = frozenset(
    {"role", "position", "degree", "advisor", "advisors", "supervisor", "bio", "orcid", "affiliation"}
    | {"job title", "birthday", "linkedin", "scholar", "pronouns", "thesis"}
)
_LISTS: Final = re.compile(
    r"(?:posts?|blog|news|articles?|people|persons?|members?|team|staff|alumni|students|authors?|papers"
    r"|publications?|pubs|releases?|change_?log|versions?|press|books?|videos?|podcasts?|projects?|jobs?"
    r"|awards?|grants?|funding|updates|announcements?|deadlines|important_?dates|milestones?|timeline|history"
    r"|(?:public_?)?holidays?|feiertage|ferien|feriados|festivos|feries|vacations?|birthdays?|closures?)",
    re.IGNORECASE,
)
"""Names of lists, and of the files that are lists, whose records are dated and take place nowhere."""
_EVENTS: Final = ("event", "conference", "meetup")
"""How a name begins that says itself what the record is of, as beside a talk's title and author."""
_KINDS: Final = ("layout", "type", "category", "categories")
_EVENT: Final = re.compile(r"\b(?:events?|meet-?ups?|conferences?|workshops?)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\[\d+\]")
_NAME: Final = re.compile(r"[^\W\d][\w-]*")


def is_list_of_others(file: str, where: str, rows: Iterable[Mapping[str, Yaml]]) -> bool:
    """Tell a list in which no record is an event, by its name or by what its records say.

    `file` is its address and `where` the place of its first record. A record that says where or at what
    time of day it is, or till when, is an event whatever its list is called; people have an end as well.
    """
    path = _NAME.findall(_NUMBER.sub("", where))
    stem = file.rpartition("/")[2].partition(".")[0]
    named = any(_LISTS.fullmatch(name) for name in (*path[-1:], stem))
    of_posts = frozenset[str]() if says_meetings(stem) or stem.lower() == "events" else _OF_POSTS
    return all(_is_of_others(dict(row), of_posts, named=named) for row in rows)


def is_called_event(row: Mapping[str, Yaml]) -> bool:
    """Tell whether the head of a page says by its kind or layout that the page is an event's."""
    return _EVENT.search(" ".join(str(row[name]) for name in _KINDS if row.get(name))) is not None


def _is_of_others(row: dict[str, Yaml], of_posts: frozenset[str], *, named: bool) -> bool:
    said = {key: value for key, value in flat_record(row).items() if value}
    keys = field_keys(said)
    day = said.get(keys.get("starts") or keys.get("dates") or "", "")
    if is_called_event(row):
        return False
    words = {re.sub(r"[\W_]+", " ", key).strip().casefold() for key in said}
    if (
        (_TAKES_PLACE | {"speakers"}) & keys.keys()
        or ":" in day
        or any(word.startswith(_EVENTS) for word in words)
    ):
        return False
    return bool(words & _OF_PEOPLE) or ("ends" not in keys and (named or bool(words & of_posts)))
