"""A person's network in a mirror."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from fastapi import APIRouter

from services.matching.api.runtime import Open, PersonId, TheirNow
from services.matching.connections.ties import state
from services.matching.network.facets import Shown, shown_facets
from services.matching.network.mirror import Counts, brings, count, mirror, unlikeness
from services.matching.network.together import Match, Seen, ask_giver, ask_seeker, matches, told
from services.matching.people.person import Person
from services.matching.people.visibility import Viewer
from services.matching.recommend.asked import ListRequest
from services.matching.recommend.pipeline import people_to_meet
from services.matching.runtime import Runtime
from services.matching.store.connections.known import Known
from services.matching.store.connections.network import Counted, counted, pairs_apart, quiet, suggested
from services.matching.store.people.rows import load_people
from shared.contracts.network.mirror import Bridge, NetworkMirror, Party, Quiet, Together

router = APIRouter(tags=["connections"])
MOST_BRIDGES, MOST_QUIET, MOST_TOGETHER = 5, 5, 3
MOST_MEMBERS = 500
"""Of those one knows who are here, the newest are looked at for whom to bring together."""
_AHEAD = timedelta(days=400)
_UNLIKE_ME = 1.0


@router.get("/people/{person_id}/network", summary="A person's network in a mirror")
async def network(person_id: PersonId, runtime: Open, now: TheirNow) -> NetworkMirror:
    """Return what kind of people one knows, what is missing, and who would bring it."""
    labels = runtime.kit.labels
    own = _own(await runtime.shelf.person(person_id), labels)
    known = await counted(runtime.db, person_id, labels)
    mine = count([one.shown for one in known])
    everybody = await runtime.everybody.of(runtime.db, labels, runtime.clock())
    states = Counter(state(one.known.contacts, now.date(), one.known.row["every_days"]) for one in known)
    return NetworkMirror(
        people=len(known),
        members=sum(one.known.profile is not None for one in known),
        ties=dict(states),
        dimensions=mirror(mine, everybody),
        wake=_wake(known, own, now.date()),
        bridges=await _bridges(runtime, person_id, mine, own),
        together=await _together(runtime, person_id, [one.known for one in known]),
    )


def _own(person: Person, labels: dict[str, str]) -> Shown:
    """Return what somebody is themselves: who is of the same kind is nothing new to them."""
    return shown_facets(person.profile, person.traits.topics, Viewer.CONNECTION, labels)


def _wake(known: list[Counted], own: Shown, today: date) -> tuple[Quiet, ...]:
    """Put those first who are unlike the people one is in touch with: what they bring is new."""
    active = count([one.shown for one in known if not quiet(one, today)])
    asleep = sorted(
        (one for one in known if quiet(one, today)), key=lambda one: -unlikeness(one.shown, active)
    )
    return tuple(
        Quiet(
            connection_id=one.known.row["id"],
            name=one.known.title,
            last_contact_on=max(one.known.contacts).day if one.known.contacts else None,
            brings=brings(one.shown, active, own),
        )
        for one in asleep[:MOST_QUIET]
    )


async def _bridges(runtime: Runtime, person_id: str, mine: Counts, own: Shown) -> tuple[Bridge, ...]:
    now = runtime.clock()
    ask = ListRequest(person_id, MOST_BRIDGES, _UNLIKE_ME, now, now + _AHEAD, None, wider=True)
    found = await people_to_meet(ask, runtime.shelf, runtime.kit)
    shown = await suggested(runtime.db, found, runtime.kit.labels)
    made = [Bridge(suggestion=one, brings=brings(shown.get(one.person.id, {}), mine, own)) for one in found]
    return tuple(sorted(made, key=lambda one: -len(one.brings)))


async def _together(runtime: Runtime, person_id: str, known: Sequence[Known]) -> tuple[Together, ...]:
    """Return whom one could introduce to each other; each is seen as the person may see them."""
    here = {one.row["other_id"]: one for one in known if one.profile and one.name}
    people = await load_people(runtime.db, list(here)[:MOST_MEMBERS])
    if len(people) < 2:  # noqa: PLR2004 - there is nobody to bring together
        return ()
    numbers = runtime.kit.parameters
    fitted = await runtime.shelf.beyond.fit(await runtime.shelf.person(person_id), runtime.clock())
    apart = await pairs_apart(runtime.db, [one.id for one in people])
    seen = [Seen(one, here[one.id].viewer) for one in people]
    found = await asyncio.to_thread(matches, seen, apart, fitted, numbers, MOST_TOGETHER)
    most = numbers.explain.quote_characters
    return tuple(_told(one, here[people[one.seeker].id], here[people[one.giver].id], most) for one in found)


def _told(match: Match, seeker: Known, giver: Known, most: int) -> Together:
    return Together(
        seeker=_party(seeker, ask_seeker(match, seeker.name, most)),
        giver=_party(giver, ask_giver(match, giver.name, most)),
        text=told(match, seeker.title, giver.title, most),
    )


def _party(known: Known, draft: str) -> Party:
    both_agreed = known.row["accepted_at"] is not None
    introduced = known.row["other_id"] if both_agreed else None
    return Party(connection_id=known.row["id"], name=known.title, introduced_id=introduced, draft=draft)
