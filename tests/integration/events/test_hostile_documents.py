"""Hostile documents: fetched by the guarded client, read by the killable process, and no neighbour harmed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import groupby

import pytest

from deploy.hostile.corpus import corpus
from deploy.hostile.document import Document
from deploy.hostile.measure import LIMITS, outcome_of
from deploy.hostile.server import serving
from services.events.ingest.model import Reading
from services.events.workers.reader import DocumentReader
from shared.http.guarded import GuardedClient
from tests.support.reading import calendar, context, read

FEWEST = 60
GOOD = calendar("UID:1\nSUMMARY:Rust night\nDTSTART;TZID=Europe/Berlin:20270519T190000").encode()
KINDS = sorted({name.split()[0] for name in corpus()})


@pytest.fixture(scope="module")
async def reader() -> AsyncIterator[DocumentReader]:
    async with DocumentReader.open(timeout_s=60) as opened:
        yield opened
