"""The reading process: it answers, and when it hangs, dies or swells, only that one document suffers."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np
import pytest

from services.events.ingest.model import Listing, Outcome
from services.events.ingest.read.frames import PREFIX, frame
from services.events.ingest.read.reader_protocol import CONTEXTS, LIMITS, READY, Limits
from services.events.workers.reader import DocumentReader
from shared.kernel.errors import AppError
from shared.text import load_embedder
from shared.topics import load_topics
from shared.topics.head import Head, save
from shared.topics.name_signs import Counts
from tests.support import reading_child
from tests.support.reading import calendar, context, read

URL = "https://example.org/events.ics"
CHILD = Path(reading_child.__file__)
ROOT = CHILD.parents[2]


def _document(title: str) -> bytes:
    return calendar(f"UID:1\nSUMMARY:{title}\nDTSTART;TZID=Europe/Berlin:20270519T190000").encode()


@pytest.fixture
async def reader() -> AsyncIterator[DocumentReader]:
    async with DocumentReader(timeout_s=1.5, script=CHILD) as opened:
        yield opened


def _sure_of(topic: str) -> Head:
    """Return a head to which every name is of one topic."""
    tree, size = load_topics(), load_embedder().embed([""]).shape[1]
    place = {it: i for i, it in enumerate((*tree.topics, *tree.areas))}
    signs = Counts.of([Counter("a")], 1)
    words, letters, meaning, named = (np.zeros((n, 1), np.float32) for n in (1, 1, size, len(place)))
    return Head((topic,), signs, signs, place, (words, letters, meaning, named), np.zeros(1, np.float32))


async def test_it_uses_the_topic_head_that_it_is_given(tmp_path: Path) -> None:
    save(_sure_of("software.rust"), tmp_path / "head.npz")
    feed = calendar("UID:1\nSUMMARY:FerrisFest 2028\nDTSTART:20270519").encode()
    async with DocumentReader(head=tmp_path / "head.npz") as reader:
        (told,) = (await reader.read(feed, context(topic_hints=("software",)))).listings
    assert "software.rust" in [topic for topic, _ in told.topics]


async def test_a_reading_crosses_the_process_boundary_whole(reader: DocumentReader) -> None:
    answer = await reader.read_measured(_document("Rust"), context(URL))
    assert read(_document("Rust"), URL) == answer.reading
    assert answer.peak_mb > 0


@pytest.mark.parametrize(
    ("title", "outcome", "reason"),
    [("hang", Outcome.TIMED_OUT, "timed_out"), ("die", Outcome.UNREADABLE, "reader_died")],
)
async def test_the_next_document_is_read_by_a_new_child(
    reader: DocumentReader, title: str, outcome: Outcome, reason: str
) -> None:
    lost = await reader.read(_document(title), context(URL))
    assert (outcome, [reason]) == (lost.outcome, [each.reason for each in lost.rejected])
    assert (await reader.read(_document("fine"), context(URL))).outcome is Outcome.OK


async def test_memory_is_bounded_and_costs_one_record(reader: DocumentReader) -> None:
    reading = await reader.read(_document("eat"), context(URL))
    assert ["reader_failed_MemoryError"] == [each.reason for each in reading.rejected]


async def test_a_document_that_takes_too_much_memory_to_parse_is_refused_as_such() -> None:
    many = b"<icalendar><vcalendar>" + b"<vevent/>" * 150_000 + b"</vcalendar></icalendar>"
    async with DocumentReader(timeout_s=20, limits=Limits(extra_mb=12), script=CHILD) as reader:
        swollen = await reader.read(many, context(URL))
        assert (Outcome.TOO_LARGE, ["too_much_memory"]) == (
            swollen.outcome,
            [each.reason for each in swollen.rejected],
        )
        assert (await reader.read(_document("fine"), context(URL))).outcome is Outcome.OK


async def test_processor_time_is_bounded_by_the_kernel_as_well() -> None:
    async with DocumentReader(timeout_s=20, limits=Limits(cpu_s=0), script=CHILD) as reader:
        reading = await reader.read(_document("hang"), context(URL))
    assert ["reader_died"] == [each.reason for each in reading.rejected]


async def test_no_record_is_begun_once_the_document_has_taken_its_time_and_the_records_theirs() -> None:
    for least_s, reasons in ((0.0, ["too_many_items"]), (20.0, [])):
        limits = Limits(most_s=0, least_s=least_s)
        async with DocumentReader(timeout_s=20, limits=limits, script=CHILD) as reader:
            reading = await reader.read(_document("fine"), context(URL))
        assert reasons == [each.reason for each in reading.rejected]


async def test_a_child_worn_out_by_one_document_does_not_read_another(reader: DocumentReader) -> None:
    assert (await reader.read(_document("hoard"), context(URL))).outcome is Outcome.OK
    assert reader.pid is None

    assert (await reader.read(_document("fine"), context(URL))).outcome is Outcome.OK


async def test_a_child_is_renewed_after_so_many_documents(
    reader: DocumentReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.events.workers.reader._DOCUMENTS_PER_CHILD", 2)
    pids = []
    for _ in range(4):
        assert (await reader.read(_document("fine"), context(URL))).outcome is Outcome.OK
        pids.append(reader.pid)

    assert pids[0] == pids[1] != pids[2] == pids[3]


async def test_a_kill_in_the_middle_costs_one_document_and_no_other() -> None:
    async with DocumentReader(script=CHILD) as reader:
        await reader.read(_document("fine"), context(URL))
        pid = reader.pid
        assert pid is not None
        reading = asyncio.create_task(reader.read(_document("hang"), context(URL)))
        behind = asyncio.create_task(reader.read(_document("fine"), context(URL)))
        await asyncio.sleep(0.1)
        os.kill(pid, signal.SIGKILL)

        assert [each.reason for each in (await reading).rejected] == ["reader_died"]
        assert await behind == read(_document("fine"), URL)


async def test_a_child_whose_parent_was_killed_ends_without_a_word() -> None:
    limits = LIMITS.dump_json(Limits()).decode()
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        str(CHILD),
        limits,
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    await child.stdout.readexactly(PREFIX.size + len(READY))
    child.stdout._transport.close()  # type: ignore[attr-defined]
    child.stdin.write(frame(CONTEXTS.dump_json(context(URL))) + frame(_document("fine")))

    assert (await child.stderr.read(), await child.wait()) == (b"", -signal.SIGPIPE)


async def test_a_child_that_cannot_start_is_said_to_be_unavailable() -> None:
    async with DocumentReader(script=Path("no_such_child.py")) as reader:
        with pytest.raises(AppError, match="reader_unavailable"):
            await reader.read(_document("x"), context(URL))


async def test_a_long_document_is_told_in_parts(reader: DocumentReader) -> None:
    document = _long_document()
    parts: list[Sequence[Listing]] = []

    async def take(part: Sequence[Listing]) -> None:
        parts.append(part)

    told = (await reader.read(document, context(URL), take)).listings

    assert read(document, URL).listings == told
    assert [50, 50] == [len(part) for part in parts]
    assert all(one is other for one, other in zip(told, chain(*parts), strict=False))


async def test_whoever_takes_the_parts_has_time_and_faults_of_his_own(reader: DocumentReader) -> None:
    async def slowly(_: Sequence[Listing]) -> None:
        await asyncio.sleep(1.0)

    async def badly(_: Sequence[Listing]) -> None:
        raise ConnectionResetError

    assert 120 == len((await reader.read(_long_document(), context(URL), slowly)).listings)
    with pytest.raises(ConnectionResetError):
        await reader.read(_long_document(), context(URL), badly)
    assert (await reader.read(_document("fine"), context(URL))).outcome is Outcome.OK


def _long_document() -> bytes:
    dates = [f"UID:{n}\nSUMMARY:Rust {n}\nDTSTART:202705{n % 28 + 1:02d}T190000Z" for n in range(120)]
    return calendar(*dates).encode()
