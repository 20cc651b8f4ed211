"""The one place that picks implementations and opens them."""

import secrets
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import cache, partial

from redis.asyncio import Redis
from threadpoolctl import threadpool_limits

from services.matching.people.derive import Classifier, Embedder, derive
from services.matching.people.in_english import EnglishClassifier, EnglishEmbedder, InEnglish, means_else
from services.matching.people.words import TopicWords
from services.matching.recommend.parameters import load_parameters
from services.matching.recommend.pipeline import Kit
from services.matching.runtime import Runtime
from services.matching.settings import MatchingSettings
from services.matching.store.candidates.acquainted import Acquaintances
from services.matching.store.candidates.beyond import Beyond
from services.matching.store.candidates.gathered import EventRosters
from services.matching.store.lately import MINUTE, Lately
from services.matching.store.learn.models import champion
from services.matching.store.learn.records import PostgresRecords
from services.matching.store.people.profiles import Deriving
from services.matching.store.shelf import PostgresShelf
from shared.db import Database
from shared.db.own_keys import own_key
from shared.kernel.clock import Clock, system_clock
from shared.kernel.ids import Ids, id_factory
from shared.text import load_any_language, load_embedder
from shared.text.same_words import same_words
from shared.topics import Classifier as TopicClassifier
from shared.topics import load_topics

DERIVED_BY = "21"
"""Raise it when topics, embedding, `people.derive` or sketches change: all is then derived anew."""

_LONGEST_KEY = 64
"""Bytes that BLAKE2b takes."""


@dataclass(frozen=True, slots=True)
class Language:
    """What understands words."""

    words: TopicWords
    classifier: Classifier
    embedder: Embedder


@cache
def load_language() -> Language:
    """Load the topic tree, its classifier and the embedding that ship with the product, once in a process."""
    tree, embedder = load_topics(), load_any_language()
    english, careful = InEnglish(same_words(), tree), InEnglish(same_words(), tree, means_else(embedder))
    classifier = EnglishClassifier(english, TopicClassifier(tree, load_embedder()))
    return Language(TopicWords(tree, english), classifier, EnglishEmbedder(english, careful, embedder))


@asynccontextmanager
async def open_runtime(
    settings: MatchingSettings,
    *,
    clock: Clock = system_clock,
    ids: Ids | None = None,
    language: Language | None = None,
) -> AsyncIterator[Runtime]:
    """Open the database and the streams; close them at the end."""
    language = language or load_language()
    words, embedder = language.words, language.embedder
    mint = ids or id_factory(clock)
    async with AsyncExitStack() as stack:
        stack.enter_context(threadpool_limits(1, "blas"))  # requests share the cores; one product does not
        db = await stack.enter_async_context(Database.open(settings.database_url))
        kit = Kit(load_parameters(), words.labels, await _order_key(settings, db))
        redis = await stack.enter_async_context(Redis.from_url(settings.redis_url))
        acquaintances = Acquaintances()
        beyond = Beyond(db, kit.labels, kit.parameters, acquaintances)
        stack.callback(beyond.stop)
        gathered = EventRosters(db, kit.labels, kit.parameters, acquaintances, kit.key)
        serving = Lately(lambda db, _: champion(db, kit.parameters), MINUTE)
        yield Runtime(
            db=db,
            redis=redis,
            redis_prefix=settings.redis_prefix,
            shelf=PostgresShelf(db, kit, mint, beyond, gathered, serving),
            records=PostgresRecords(db, kit.parameters),
            kit=kit,
            deriving=Deriving(
                partial(derive, words=words, classifier=language.classifier, embedder=embedder),
                DERIVED_BY,
                kit.parameters,
            ),
            embedder=embedder,
            clock=clock,
            ids=mint,
        )


async def _order_key(settings: MatchingSettings, db: Database) -> bytes:
    """Return what orders people; whoever knew it could make up an id that comes first."""
    given = settings.order_key.get_secret_value().encode() if settings.order_key else b""
    return (given or await own_key(db, "order", secrets.token_bytes(32)))[:_LONGEST_KEY]
