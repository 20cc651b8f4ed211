"""Lists whose records have a title and a date and are no events: posts, people, publications, releases."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from services.events.ingest.parse.records.columns import field_keys, tells_of_events
from services.events.ingest.parse.records.event_words import says_events, says_meetings, says_one_event
from services.events.ingest.parse.records.flat_record import Flat, flat_record
from services.events.ingest.parse.wire.yaml_text import Yaml

_TAKES_PLACE: Final = frozenset(
    {"address", "street", "venue", "city", "country", "lat", "start_time", "online", "mode", "cfp_url"}
)
"""What a record says besides a title and days if it is an event."""
_OF_POSTS: Final = frozenset(
    {"author", "authors", "excerpt", "permalink", "layout", "published", "read time", "reading time"}
)
_NAMED_AND_DATED: Final = frozenset({"title", "starts", "dates", "uid", "image", "shown", "hidden"})
"""Fields beside which a record says nothing, as in the history of a person or a firm."""
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
_FEWEST: Final = 5
"""Records that make a history; a few with a name and a day may be how somebody tells of events."""
_EVENTS: Final = ("event", "conference", "meetup")
"""How a name begins that says itself what the record is of, as beside a talk's title and author."""
_KINDS: Final = ("layout", "type", "category", "categories")
_EVENT: Final = re.compile(r"\b(?:events?|meet-?ups?|conferences?|workshops?)\b", re.IGNORECASE)
_NUMBER: Final = re.compile(r"\[\d+\]")
_NAME: Final = re.compile(r"[^\W\d][\w-]*")


def is_list_of_others(file: str, where: str, rows: Sequence[Mapping[str, Yaml]]) -> bool:
    """Tell a list in which no record is an event, by its name or by what its records say.

    `file` is its address and `where` the place of its first record. A record that says where or at what
    time of day it is, or till when, is an event whatever its list is called; people have an end as well.
    """
    path = _NAME.findall(_NUMBER.sub("", where))
    stem = file.rpartition("/")[2].partition(".")[0]
    named = any(_LISTS.fullmatch(name) for name in (*path[-1:], stem))
    of_posts = frozenset[str]() if says_meetings(stem) or stem.lower() == "events" else _OF_POSTS
    flat = [flat_record(dict(row)) for row in rows]
    named = named or (not any(map(says_events, (*path, stem))) and _is_bare_history(flat))
    return all(_is_of_others(row, said, of_posts, named=named) for row, said in zip(rows, flat, strict=True))


def is_called_event(row: Mapping[str, Yaml]) -> bool:
    """Tell whether the head of a page says by its kind or layout that the page is an event's."""
    return _EVENT.search(" ".join(str(row[name]) for name in _KINDS if row.get(name))) is not None


def _is_bare_history(rows: Sequence[Flat]) -> bool:
    """Tell records of which each has a name and a day and nothing more, and no name is one of a gathering."""
    keys = [field_keys(key for key, value in row.items() if value) for row in rows]
    names = [row[held["title"]] or "" for row, held in zip(rows, keys, strict=True) if "title" in held]
    return (
        len(rows) >= _FEWEST
        and all(tells_of_events(held) and held.keys() <= _NAMED_AND_DATED for held in keys)
        and not any(says_events(name) or says_one_event(name) for name in names)
    )


def _is_of_others(row: Mapping[str, Yaml], flat: Flat, of_posts: frozenset[str], *, named: bool) -> bool:
    said = {key: value for key, value in flat.items() if value}
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
