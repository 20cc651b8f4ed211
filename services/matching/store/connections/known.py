"""Reading whom a person knows: their own rows, and of members what they let this person see."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from services.matching.connections.due import Tie, next_contact
from services.matching.connections.ties import Contact, state, strength
from services.matching.introductions.rules import follow_up_due, meets_by
from services.matching.people.visibility import NAMELESS, Viewer, card, may_see
from services.matching.store.connections.knowing import missing
from services.matching.store.stored import stored_profile
from shared.contracts.network import connections as contract
from shared.contracts.people import PersonCard, Profile
from shared.db import Database, Record

LEFT = "Somebody who has left"
_ROWS = """
SELECT c.*, p.profile, i.accepted_at, e.event_id AS met_at, e.title, e.starts_utc, e.ends_utc,
    EXISTS (SELECT 1 FROM attendance mine JOIN attendance theirs USING (event_id)
            WHERE mine.person_id = c.person_id AND theirs.person_id = c.other_id AND theirs.match) AS fellows
FROM connection c
LEFT JOIN person p ON p.id = c.other_id
LEFT JOIN LATERAL (
    SELECT accepted_at, event_id FROM introduction
    WHERE state = 'accepted'
      AND (asker_id, asked_id) IN ((c.person_id, c.other_id), (c.other_id, c.person_id))
    ORDER BY accepted_at DESC LIMIT 1) i ON true
LEFT JOIN catalogue_event e ON e.event_id = coalesce(nullif(i.event_id, ''), c.event_id)
WHERE c.person_id = $1
  AND NOT EXISTS (SELECT 1 FROM block b
                  WHERE (b.person_id, b.other_id) IN ((c.person_id, c.other_id), (c.other_id, c.person_id)))
"""
_ONE = f"{_ROWS} AND c.id = $2"
_PAGE = f"""
{_ROWS} AND ($2::text IS NULL OR c.id < $2) AND ($3::text IS NULL
    OR strpos(lower(concat_ws(' ', c.name, c.headline, c.organisation, c.notes)), lower($3)) > 0
    OR (coalesce(p.profile->'visibility'->>'display_name', 'attendees') NOT IN ('hidden', 'match_only')
        AND strpos(lower(p.profile->>'display_name'), lower($3)) > 0))
ORDER BY c.id DESC LIMIT $4
"""
_TO_FOLLOW = f"""
{_ROWS} AND (c.every_days IS NOT NULL OR i.accepted_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM meeting WHERE connection_id = c.id)
    OR EXISTS (SELECT 1 FROM promise WHERE connection_id = c.id AND kept_on IS NULL))
ORDER BY c.id DESC LIMIT 5000
"""  # noqa: S608 - the statement is ours
_AT_EVENT = f"""
{_ROWS} AND EXISTS (SELECT 1 FROM attendance mine JOIN attendance theirs USING (event_id)
    WHERE mine.event_id = $2 AND mine.person_id = $1 AND theirs.person_id = c.other_id AND theirs.listed)
ORDER BY c.id LIMIT 50
"""  # noqa: S608 - the statement is ours
_MEETINGS = "SELECT * FROM meeting WHERE connection_id = ANY($1) ORDER BY day DESC, id DESC"
_PROMISES = "SELECT * FROM promise WHERE connection_id = ANY($1) ORDER BY kept_on DESC NULLS FIRST, id DESC"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page of connections: at most `limit` after the id `after`, with `words` in name or notes."""

    limit: int
    after: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One connection with all that is noted; `profile` of a member, `viewer` as whom it is seen."""

    row: Record
    profile: Profile | None
    viewer: Viewer
    meetings: Sequence[Record] = ()
    promises: Sequence[Record] = ()
    contacts: tuple[Contact, ...] = field(default=())

    @property
    def tie(self) -> Tie:
        """Return what decides when to be in touch."""
        accepted: datetime | None = self.row["accepted_at"]
        ends = meets_by(accepted, self.row["ends_utc"]) if accepted else None
        made: datetime = self.row["created_at"]
        return Tie(
            made.date(), self.contacts, self.row["every_days"],
            introduction_due=follow_up_due(accepted, ends).date() if accepted else None,
            meets_on=ends.date() if ends else None,
            snoozed_until=self.row["snoozed_until"],
        )  # fmt: skip

    def is_ahead(self, now: datetime) -> bool:
        """Tell whether they were introduced for an event that is not over."""
        accepted: datetime | None = self.row["accepted_at"]
        ends = meets_by(accepted, self.row["ends_utc"]) if accepted else None
        return ends is not None and now < ends

    def was_there(self, day: date) -> bool:
        """Tell whether the event had begun on a day of one's own zone; what was before was elsewhere."""
        starts: datetime | None = self.row["starts_utc"]
        return starts is None or starts.date() <= day + timedelta(days=1)

    def card(self, labels: dict[str, str]) -> PersonCard | None:
        """Return what the owner may see of a member."""
        return card(self.row["other_id"], self.profile, self.viewer, labels) if self.profile else None

    @property
    def name(self) -> str | None:
        """Return how to call them: as they show themselves, else as the owner wrote; None: not at all."""
        profile, written = self.profile, self.row["name"]
        shown = profile is not None and may_see(profile, "display_name", self.viewer)
        return str(profile.display_name) if profile and shown else written

    @property
    def title(self) -> str:
        """Return what stands for them in a list."""
        return self.name or (NAMELESS if self.profile else LEFT)


async def connections_of(
    db: Database, person_id: str, wanted: Wanted, labels: dict[str, str], today: date
) -> tuple[contract.Connection, ...]:
    """Return a page of those a person knows, the newest first."""
    return tuple(_told(one, labels, today) for one in await known_page(db, person_id, wanted))


async def known_page(db: Database, person_id: str, wanted: Wanted) -> list[Known]:
    """Return a page of connections with all that is noted, the newest first."""
    rows = await db.fetch(_PAGE, person_id, wanted.after, wanted.words, wanted.limit)
    return await _noted(db, rows)


async def connection_of(
    db: Database, person_id: str, tie_id: str, labels: dict[str, str], today: date
) -> contract.Connection:
    """Return one of those a person knows; raise `connection_missing`."""
    return _told(await known(db, person_id, tie_id), labels, today)


async def known(db: Database, person_id: str, tie_id: str) -> Known:
    """Return one connection with all that is noted; raise `connection_missing`."""
    rows = await db.fetch(_ONE, person_id, tie_id)
    if not rows:
        raise missing()
    return (await _noted(db, rows))[0]


async def known_at(db: Database, person_id: str, event_id: str) -> list[Known]:
    """Return those of a person's connections who let others see that they go to an event, by id."""
    return await _noted(db, await db.fetch(_AT_EVENT, person_id, event_id))


async def to_follow(db: Database, person_id: str) -> list[Known]:
    """Return those connections of a person to whom a reminder may apply."""
    return await _noted(db, await db.fetch(_TO_FOLLOW, person_id))


async def _noted(db: Database, rows: Sequence[Record]) -> list[Known]:
    ids = [row["id"] for row in rows]
    met = _by_connection(await db.fetch(_MEETINGS, ids))
    promised = _by_connection(await db.fetch(_PROMISES, ids))
    return [_known(row, met[row["id"]], promised[row["id"]]) for row in rows]


def _by_connection(rows: Sequence[Record]) -> defaultdict[str, list[Record]]:
    found: defaultdict[str, list[Record]] = defaultdict(list)
    for row in rows:
        found[row["connection_id"]].append(row)
    return found


def _known(row: Record, meetings: Sequence[Record], promises: Sequence[Record]) -> Known:
    contacts = [Contact(it["day"], it["id"], it["kind"]) for it in meetings]
    if row["accepted_at"] is not None:
        contacts.append(Contact(row["accepted_at"].date(), "", "introduced"))
    profile = stored_profile(row["profile"]) if row["profile"] else None
    return Known(row, profile, _viewer(row), meetings, promises, tuple(sorted(contacts)))


def _viewer(row: Record) -> Viewer:
    if row["accepted_at"] is not None:
        return Viewer.CONNECTION
    return Viewer.ATTENDEE if row["fellows"] else Viewer.STRANGER


def _told(known: Known, labels: dict[str, str], today: date) -> contract.Connection:
    row, seen, tie = known.row, known.card(labels), known.tie
    due = next_contact(tie, today)
    found = strength(known.contacts, today, tie.every_days)
    return contract.Connection(
        id=row["id"],
        how="introduced" if row["accepted_at"] else row["how"],
        name=known.title,
        person=seen,
        headline=seen.headline if seen else row["headline"],
        organisation=seen.organisation if seen else row["organisation"],
        email=row["email"],
        link=row["link"],
        event_id=row["met_at"],
        event_title=row["title"],
        since=min((one.day for one in known.contacts), default=tie.since),
        last_contact_on=max(known.contacts).day if known.contacts else None,
        strength=None if found is None else round(found, 2),
        state=state(known.contacts, today, tie.every_days),
        every_days=tie.every_days,
        next_on=due.on if due else None,
        notes=row["notes"],
        meetings=tuple(contract.Meeting.model_validate(dict(one)) for one in known.meetings),
        promises=tuple(contract.Promise.model_validate(dict(one)) for one in known.promises),
    )
