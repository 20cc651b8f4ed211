"""What orders people who fit equally well: of this installation alone, and one for all its processes."""

from collections.abc import Callable

import pytest
from pydantic import SecretStr

from services.matching.composition import Language, open_runtime
from services.matching.settings import MatchingSettings
from shared.db import Database
from shared.db.own_keys import own_key
from shared.kernel.errors import AppError
from tests.support.people import WORDS, LabelClassifier, WordEmbedder
from tests.support.stores.postgres import SHARED

LANGUAGE = Language(WORDS, LabelClassifier(), WordEmbedder())


async def _key(settings: MatchingSettings) -> bytes:
    async with open_runtime(settings, language=LANGUAGE) as opened:
        return opened.kit.key


async def test_every_process_has_the_key_that_the_first_made(
    db_dsn: Callable[[str], str], redis_url: str
) -> None:
    told = MatchingSettings(database_url=db_dsn("matching"), redis_url=redis_url)

    first = await _key(told)

    assert (len(first), await _key(told)) == (32, first)
    assert await _key(told.model_copy(update={"order_key": SecretStr("")})) == first
    assert await _key(told.model_copy(update={"order_key": SecretStr("given")})) == b"given"


async def test_a_database_without_the_table_is_said_to_want_migrating(db_dsn: Callable[[str], str]) -> None:
    async with Database.open(db_dsn(SHARED)) as db:
        with pytest.raises(AppError, match="database_not_migrated"):
            await own_key(db, "order", b"fresh")
