"""A file of attendees or events as lines: each fits its model or says why not; no bad line costs another."""

from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import orjson
from pydantic import ValidationError

from services.gateway.attendees.document import text_of
from services.gateway.attendees.easing import Item, fitting
from services.gateway.attendees.once import AnyLine, Line, is_off, once
from services.gateway.attendees.refusals import MOST_SAID, refusal, unreadable
from services.gateway.attendees.table import rows_of
from shared.contracts.partners.attendees import AttendanceLine, ImportKind, PersonLine
from shared.contracts.partners.events import EventLine

MOST_LINES = 20_000
MOST_BYTES = 20 * 1024 * 1024
_PASSES = 4
_LONGEST_LINE = 64 * 1024
MODELS: dict[ImportKind, type[AnyLine]] = {
    "people": PersonLine,
    "attendance": AttendanceLine,
    "events": EventLine,
}
CSV = "text/csv"
NDJSON = "application/x-ndjson"
OFF = "does not come, as the table has it"


@dataclass(frozen=True, slots=True)
class Given:
    """What holds for lines that do not say it: the event, and an id made of the address."""

    event_id: str | None = None
    agreed: AbstractSet[str] = frozenset()
    """Of `CONSENTS`, those that all have given; the others stay as an earlier file told them."""
    id_of: Callable[[str], str] | None = None
    lenient: bool = False
    """What we have no use for is left out, where it else is refused: columns, and values that do not fit."""


NOTHING = Given()


def read_lines(
    document: bytes, media_type: str, kind: ImportKind, given: Given = NOTHING
) -> tuple[Line, ...]:
    """Read a file of people, of attendance or of events.

    What begins with `{` is NDJSON even as a table: clients made from OpenAPI send all files as one type.

    Raises:
        AppError: `import_unreadable` when the file as a whole cannot be: no text that we can read, another
            type, columns that there are not, no line, too many.
    """
    if kind == "events" and given.event_id:
        raise unreadable("`event_id` is for people and attendance; events have an external_id each.")
    text = text_of(document)
    if media_type not in {CSV, NDJSON}:
        raise unreadable(f"Send `Content-Type: {NDJSON}` or `{CSV}`, with a file of that kind.")
    is_table = media_type == CSV and (given.lenient or not text.lstrip().startswith("{"))
    raw = rows_of(text, kind, lenient=given.lenient) if is_table else _objects(text)
    found: list[Line] = []
    for number, item in raw:
        if len(found) == MOST_LINES:
            raise unreadable(f"There are more than {MOST_LINES:,} lines; send them in several files.")
        whole = item if isinstance(item, str) else _completed(item, given)
        found.append(_line(number, whole, kind, lenient=given.lenient))
    if not found:
        raise unreadable("There is no line in it.")
    return once(found, by_address=given.id_of is not None)


def _objects(text: str) -> Iterator[tuple[int, Item]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, _object(line)


def _object(line: str) -> Item:
    if len(line) > _LONGEST_LINE:
        return f"This line is longer than {_LONGEST_LINE:,} characters."
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return f"This is not JSON: {error.msg}, at letter {error.pos + 1}."
    return found if isinstance(found, dict) else "Each line must be one JSON object."


def _completed(item: dict[str, Any], given: Given) -> Item:
    """Return the line with what was said for all of them; an organiser's own needs an address and a name."""
    if given.lenient and (lacking := _lacking(item)):
        return lacking
    if given.lenient and "city" not in item["profile"].get("place", {"city"}):
        del item["profile"]["place"]  # a country alone places nobody, and costs nobody their line
    email = item.get("email")
    if given.id_of and isinstance(email, str):
        item.setdefault("external_id", given.id_of(email))
    if given.event_id and isinstance(item.setdefault("attendance", {}), dict):
        said = {"event_id": given.event_id, **dict.fromkeys(given.agreed, True)}
        item["attendance"] = said | item["attendance"]
    return item


def _lacking(item: dict[str, Any]) -> str | None:
    if not item.get("email"):
        return "There is no e-mail address on this line."
    return None if item["profile"].get("display_name") else "There is no name on this line."


def _line(number: int, item: Item, kind: ImportKind, *, lenient: bool) -> Line:
    if isinstance(item, str):
        return Line(number, None, problem=item)
    external_id = item.get("external_id")
    name = external_id[:100] if isinstance(external_id, str) else None
    body, told = _fitted(item, kind, _PASSES if lenient else 0)
    if body is None:
        return Line(number, name, problem=told)
    if isinstance(body, PersonLine) and body.profile.visibility:
        problem = "profile.visibility: who may see what is for the person to say; leave it out."
        return Line(number, name, problem=problem)
    if lenient and is_off(body):
        told = "; ".join(filter(None, [OFF, told]))
    return Line(number, body.external_id, body, told or None)


def _fitted(item: dict[str, Any], kind: ImportKind, passes: int) -> tuple[AnyLine | None, str]:
    """Return the line and what it is taken without, or none and why; what then lacks a part goes next."""
    try:
        return MODELS[kind].model_validate(item), ""
    except ValidationError as error:
        made, told = fitting(item, error) if passes else (item, [])
        if made == item:
            return None, refusal(error)
        body, more = _fitted(made, kind, passes - 1)
        return body, "; ".join(filter(None, [*told, more]))[:MOST_SAID] if body else more
