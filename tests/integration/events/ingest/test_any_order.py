"""In whatever order the same documents come, they make the same events; and a merge can be undone whole."""

import random
from typing import Any

from deploy.samples.generate import sample_files
from services.events.ingest.ports import Judgement
from services.events.runtime import Runtime
from tests.support.clock import FixedClock
from tests.support.servers.publisher import Publisher, add_source

ORDERS = 2


async def made(runtime: Runtime) -> dict[frozenset[tuple[str, str, str]], dict[str, Any]]:
    """Return every event without its id, by the listings that tell of it (source, uid, instance)."""
    rows = await runtime.db.fetch(
        """
        select event.doc, provenance, evidence, array_agg(array[url, uid, recurrence_id]) as listings
        from event join listing on event_id = event.id join source on source.id = source_id
        where merged_into is null group by event.id
        """
    )
    return {frozenset(map(tuple, row["listings"])): _nameless(row) for row in rows}


def _nameless(row: Any) -> dict[str, Any]:
    """Leave out ids of events and listings, which are given as they come."""
    joined = sorted((it["probability"], it["because"]) for it in row["evidence"])
    return {"doc": {**row["doc"], "id": None}, "provenance": row["provenance"], "joined": joined}


async def test_documents_in_any_order_make_the_same_events(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    files = sample_files(clock().date())
    sources = [
        await add_source(runtime, publisher.put(f"/{path}", text.decode(), "application/octet-stream"))
        for path, text in files.items()
    ]
    found = []
    for seed in range(ORDERS):
        await runtime.db.execute("truncate event, listing, listing_key, doubt, verdict")
        await runtime.db.execute("update source set etag = null, document_sha256 = null")
        for source_id in random.Random(seed).sample(sources, len(sources)):  # noqa: S311 - an order
            await runtime.poll_now([source_id])
            clock.advance(minutes=1)
        found.append(await made(runtime))

    assert any(len(listings) > 1 for listings in found[0])
    for other in found[1:]:
        assert found[0] == other


async def test_merge_split_merge_leaves_no_trace_but_history(
    runtime: Runtime, publisher: Publisher, clock: FixedClock
) -> None:
    files = sample_files(clock().date())
    for path, text in files.items():
        await add_source(runtime, publisher.put(f"/{path}", text.decode(), "application/octet-stream"))
    await runtime.poll_now()
    before = await made(runtime)
    one, other = await runtime.db.fetchval(
        "select (array_agg(id order by id))[1:2] from listing group by event_id having count(*) = 2 limit 1"
    )
    seq = await runtime.db.fetchval("select max(seq) from change")
    home = await runtime.db.fetchval("select event_id from listing where id = $1", one)

    await runtime.judge(Judgement(one, other, same=False, by="acc_1"))
    apart = await made(runtime)
    await runtime.judge(Judgement(one, other, same=None, by="acc_1"))

    reasons = await runtime.db.fetch("select event_id, reason from change where seq > $1 order by seq", seq)
    assert len(before) + 1 == len(apart)
    assert before == await made(runtime)
    assert [home] * 2 == await runtime.db.fetchval(
        "select array_agg(event_id) from listing where id = any($1)", [one, other]
    )
    assert (4, {"created", "merged"}) == (
        len(reasons), {row["reason"] for row in reasons if row["event_id"] != home},
    )  # fmt: skip
