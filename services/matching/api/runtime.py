"""What the routes need of the open service."""

from typing import Annotated, Protocol, cast

from fastapi import Depends, Path, Request

from services.matching.recommend.pipeline import Kit
from services.matching.store.profiles import Deriving
from services.matching.store.shelf import PostgresShelf
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids


class Runtime(Protocol):
    """The open parts; made in `app`."""

    @property
    def db(self) -> Database:
        """Our database."""

    @property
    def shelf(self) -> PostgresShelf:
        """What the recommender loads from."""

    @property
    def kit(self) -> Kit:
        """The numbers and labels."""

    @property
    def deriving(self) -> Deriving:
        """How traits are derived from a profile."""

    @property
    def clock(self) -> Clock:
        """The clock."""

    @property
    def ids(self) -> Ids:
        """Mints ids."""


async def _runtime(request: Request) -> Runtime:  # or each request would wait for a thread
    return cast("Runtime", request.app.state.runtime)


Open = Annotated[Runtime, Depends(_runtime)]
PersonId = Annotated[str, Path(pattern=r"^per_[0-9a-hjkmnp-tv-z]{26}$")]
EventId = Annotated[str, Path(pattern=r"^evt_[0-9a-hjkmnp-tv-z]{26}$")]
