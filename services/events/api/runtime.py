"""What the routers need of a running service, found on the app's state."""

from typing import Annotated, Protocol, cast

from fastapi import Depends, Request

from services.events.ingest.ports import Judgement, Written
from services.events.publish.feed_cache import FeedCache
from services.events.search.vocabulary import Vocabulary
from services.events.sources.publisher.claim import Claim
from services.events.store.search.find import Finder
from shared.contracts.sources.doctor import SourcePreview
from shared.db import Database
from shared.kernel.clock import Clock
from shared.kernel.geo import Point
from shared.kernel.ids import Ids
from shared.topics import TopicTree


class Runtime(Protocol):
    """The open parts of the service."""

    @property
    def db(self) -> Database:
        """The service's database."""

    @property
    def clock(self) -> Clock:
        """The present instant."""

    @property
    def ids(self) -> Ids:
        """Mints ids."""

    @property
    def topics(self) -> TopicTree:
        """The topic tree."""

    @property
    def feeds(self) -> FeedCache:
        """Feeds that were written lately."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What else phrases are called."""

    @property
    def finder(self) -> Finder:
        """Searches as a person means it."""

    async def judge(self, judgement: Judgement) -> Written:
        """Keep and follow what a person says of two listings."""

    @property
    def public_url(self) -> str:
        """Where the gateway is reached, without a slash at the end."""

    async def preview(self, url: str) -> SourcePreview:
        """Look at an address as the feed doctor does."""

    async def check_address(self, url: str) -> None:
        """Raise `source_refused` for an address that would not be fetched."""

    async def verify_claim(self, claim: Claim) -> Claim:
        """Look for the proof of a claim now."""

    async def write_claim_letter(self, claim: Claim) -> tuple[Claim, str]:
        """Note that the letter of a claim goes out; return the claim, and whom to write to."""

    async def confirm_claim(self, claim: Claim) -> Claim:
        """Keep that whoever reads its letter confirmed a claim."""

    def locate(self, place: str) -> Point | None:
        """Return where a place of this name lies, None when none is known."""

    def zone(self, city: str, country: str | None) -> str | None:
        """Return the IANA zone of a city, None when it is not known."""


async def runtime(request: Request) -> Runtime:
    """Return the runtime that the app was opened with.

    Asynchronous, or each request would wait for a thread to say so.
    """
    return cast("Runtime", request.app.state.runtime)


Events = Annotated[Runtime, Depends(runtime)]
