"""The latest rosters of events, in memory; when some of their people change, those alone are read again."""

import asyncio
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.matching.recommend.allocate.share_out import carried, share_out
from services.matching.recommend.candidates.roster import NOTHING, Former, Members, Roster, build_roster
from services.matching.recommend.diversify.pools import Draw
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.population.topic_index import Background
from services.matching.store.candidates import rosters
from services.matching.store.candidates.acquainted import Acquaintances
from services.matching.store.candidates.asking import all_asking
from services.matching.store.candidates.signature import Signature, signature, still
from shared.db import Database

CACHED_ROSTERS = 8

PATIENCE_S = 5.0
"""So long whoever asks first waits for attention to be shared out in a roster that is not large."""

DRIFT = 0.05
"""The share of a large roster's people that may change until what is fitted to it is fitted anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A roster in memory: as it is, and by model version with attention shared out.

    `revisions` tell what was read of each person, `changed` how many people changed since all was fitted.
    """

    signed: Signature
    revisions: Mapping[str, int]
    changed: int
    plain: Roster
    shared: dict[str, Roster] = field(default_factory=dict)


@dataclass(slots=True)
class EventRosters:
    """Rosters by event; one of them is built once, however many ask for it. `key`: for luck."""

    db: Database
    labels: Mapping[str, str]
    parameters: Parameters
    acquaintances: Acquaintances
    key: bytes
    kept: OrderedDict[str, Kept] = field(default_factory=OrderedDict)
    sharing: dict[tuple[str, str], asyncio.Task[None]] = field(default_factory=dict)
    looking: set[asyncio.Task[Roster]] = field(default_factory=set)
    building: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    async def of(self, event_id: str, now: datetime, numbers: Parameters) -> Roster:
        """Return a roster, from memory while its members, their profiles and the day are the same.

        Where whoever asks waits no longer, it is built all the same: else none would ever wait long enough
        for a large one.
        """
        looking = asyncio.create_task(self._looked_up(event_id, now, numbers))
        self.looking.add(looking)
        looking.add_done_callback(self.looking.discard)
        return await asyncio.shield(looking)

    async def _looked_up(self, event_id: str, now: datetime, numbers: Parameters) -> Roster:
        async with self.building[event_id]:
            held = self.kept[event_id] = await self._as_it_is(event_id, now)
            if numbers.model_version not in held.shared:
                await self._share_out(event_id, held, numbers, now)
            self._trim(event_id)
            return held.shared.get(numbers.model_version, held.plain)

    async def _as_it_is(self, event_id: str, now: datetime) -> Kept:
        """Return what is kept of a roster, made anew if it changed."""
        held, day = self.kept.get(event_id), now.date()
        if held and (signed := await still(self.db, event_id, day, held.signed, held.revisions)):
            return replace(held, signed=signed)
        signed = await signature(self.db, event_id, day)
        if held is None or held.signed != signed:
            return await self._renewed(event_id, signed, held, now)
        return replace(held, signed=signed)

    def _trim(self, latest: str) -> None:
        self.kept.move_to_end(latest)
        while len(self.kept) > CACHED_ROSTERS:
            self.kept.popitem(last=False)
        for idle in [
            one for one, lock in self.building.items() if one not in self.kept and not lock.locked()
        ]:
            del self.building[idle]

    async def _renewed(self, event_id: str, signed: Signature, held: Kept | None, now: datetime) -> Kept:
        """Read who is new or changed; in a large roster what is fitted stays while few of its people are."""
        before = held if held and signed.only_people_differ(held.signed) else None
        known = before.revisions if before else {}
        revisions = await rosters.revisions(self.db, event_id)
        same = {one for one, revision in revisions.items() if known.get(one) == revision}
        own = {one.person.id: one for one in before.plain.own if one.person.id in same} if before else {}
        members = await rosters.load_members(self.db, event_id, {one: own[one].person for one in own})
        changed = (before.changed if before else 0) + len(revisions.keys() | known.keys()) - len(same)
        if before is None or not self._stands(changed, len(members.people)):
            return Kept(signed, revisions, 0, await self._build(members, now, Former(None, own)))
        plain = await self._build(members, now, Former(before.plain.fitted, own))
        shared = await asyncio.to_thread(self._carried, before.shared, plain)
        return Kept(signed, revisions, changed, plain, shared)

    def _carried(self, shared: Mapping[str, Roster], plain: Roster) -> dict[str, Roster]:
        return {version: carried(roster, plain, self.parameters) for version, roster in shared.items()}

    def _stands(self, changed: int, people: int) -> bool:
        return people > self.parameters.interest.kept_whole and changed <= DRIFT * people

    async def _share_out(self, event_id: str, held: Kept, numbers: Parameters, now: datetime) -> None:
        """Share attention out; where that takes longer than somebody waits, the roster serves as it is."""
        key = event_id, numbers.model_version
        if key not in self.sharing:
            task = asyncio.create_task(self._share_later(event_id, held.plain, numbers, now))
            self.sharing[key] = task
            task.add_done_callback(lambda _: self.sharing.pop(key, None))
        if self._whole(held.plain):
            done, _ = await asyncio.wait({self.sharing[key]}, timeout=PATIENCE_S)
            for task in done:
                task.result()

    async def _share_later(self, event_id: str, roster: Roster, numbers: Parameters, now: datetime) -> None:
        """Share out, and give the places to the roster as it stands by then; a small one begins anew."""
        shared = await self._shared(roster, numbers, now)
        while (held := self.kept.get(event_id)) and held.plain is not roster and not self._whole(held.plain):
            shared = await asyncio.to_thread(carried, shared, held.plain, numbers)
            roster = held.plain
        if held is not None and held.plain is roster:
            held.shared[numbers.model_version] = shared

    def _whole(self, roster: Roster) -> bool:
        return len(roster.people) <= self.parameters.interest.kept_whole

    async def _shared(self, roster: Roster, numbers: Parameters, now: datetime) -> Roster:
        asking = await all_asking(self.db, roster.people, now, numbers.list)
        return await asyncio.to_thread(share_out, roster, numbers, Draw.at(now, self.key), asking)

    async def _build(self, members: Members, now: datetime, former: Former = NOTHING) -> Roster:
        few = len(members.people) < self.parameters.interest.least_population
        acquainted = await self.acquaintances.of(self.db, now)
        known = await rosters.load_background(self.db, acquainted) if few else Background(0, {}, acquainted)
        return await asyncio.to_thread(
            build_roster, members, now, self.labels, known, self.parameters, former
        )
