"""Fills a database for the bench with what ingest and the workers would have made of its events."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import islice

import numpy as np

from deploy.local.bench.search.corpus import WORDS, Corpus
from deploy.local.bench.search.peer import Peer
from services.events.composition import embed
from services.events.store.ingest.events import save_events
from services.events.store.search.lexicon import Lexicographer
from services.events.store.search.meaning import Meanings
from shared.db import Database
from shared.kernel.clock import Clock

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Filled:
    """How many events have each word: of those ahead, by the word's rank."""

    corpus: Corpus
    coming: int
    events_of: np.ndarray

    def some(self, low: float, high: float, count: int, rng: np.random.Generator) -> list[str]:
        """Return words that stand in such a share of the coming events."""
        shares = self.events_of / self.coming
        ids = np.flatnonzero((shares >= low) & (shares <= high))
        return [self.corpus.words[each] for each in rng.choice(ids, count)]

    def share(self, word: str) -> float:
        """Return in what share of the coming events a word stands."""
        return float(self.events_of[self.corpus.words.index(word)] / self.coming)


def patient(dsn: str) -> AbstractAsyncContextManager[Database]:
    """Open a database for filling, where a statement may take as long as it does: the service's are short."""
    return Database.open(dsn, max_size=2, statement_timeout_s=0, settings={"maintenance_work_mem": "1GB"})


async def fill(db: Database, clock: Clock, corpus: Corpus, count: int, peer: Peer) -> Filled:
    """Write events as ingest does, and the same texts to the peer."""
    counted, coming = np.zeros(WORDS, dtype=np.int64), 0
    events = corpus.events(count)
    while batch := list(islice(events, _BATCH)):
        async with db.transaction() as conn:
            await save_events(conn, [(it.draft, 1) for it in batch], clock())
        peer.add([it.draft for it in batch])
        for each in batch:
            if each.is_coming:
                counted[each.words] += 1
                coming += 1
    peer.commit()
    await db.execute("select gin_clean_pending_list(name::regclass) from unnest("
                     "array['event_tsv', 'event_title', 'event_topics']) as names (name)")  # fmt: skip
    await db.execute("vacuum (analyze) event_ahead, event_past, event")
    await Lexicographer(db, clock).count()
    await _understand(db)
    return Filled(corpus, coming, counted)


async def _understand(db: Database) -> None:
    """Make all vectors, then their index: built at once it costs a tenth of what it does row by row."""
    index = await db.fetchval("select pg_get_indexdef('event_meaning_near'::regclass)")
    await db.execute("drop index event_meaning_near")
    meanings = Meanings(db, embed)
    while await meanings.run_once():
        pass
    await db.execute(index)
    await db.execute("vacuum (analyze) event_meaning")
