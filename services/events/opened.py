"""What is open while events runs, in so far as routes ask for it; made in `composition`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from services.events.ingest.judgement import judge
from services.events.ingest.ports import Judgement, Ports, Written
from services.events.publish.feed_cache import FeedCache
from services.events.search.vocabulary import Vocabulary
from services.events.sources.publisher.claim import Claim
from services.events.store.search.find import Finder
from shared.contracts.sources.doctor import SourcePreview
from shared.db import Database
from shared.http.guarded import FetchRefused, GuardedClient
from shared.kernel.clock import Clock
from shared.kernel.errors import AppError, FieldError, Kind
from shared.kernel.geo import Point
from shared.kernel.ids import Ids
from shared.places.gazetteer import Gazetteer
from shared.places.written import town_written
from shared.topics import TopicTree


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Stores, ways out, words, and the use cases that need several of them."""

    db: Database
    ports: Ports
    outward: GuardedClient
    clock: Clock
    ids: Ids
    topics: TopicTree
    vocabulary: Vocabulary
    finder: Finder
    public_url: str
    """Where the gateway is reached, without a slash at the end."""
    gazetteer: Callable[[], Gazetteer]
    preview: Callable[[str], Awaitable[SourcePreview]]
    """Looks at an address as the feed doctor does."""
    verify_claim: Callable[[Claim], Awaitable[Claim]]
    write_claim_letter: Callable[[Claim], Awaitable[tuple[Claim, str]]]
    confirm_claim: Callable[[Claim], Awaitable[Claim]]
    feeds: FeedCache = field(default_factory=FeedCache)

    def locate(self, place: str) -> Point | None:
        """Return where a place lies: a town alone, or with its country or state behind a comma."""
        town = town_written(place, self.gazetteer())
        return Point(town.lat, town.lon) if town else None

    async def judge(self, judgement: Judgement) -> Written:
        """Keep and follow what a person says of two listings."""
        return await judge(judgement, self.ports, self.clock())

    async def check_address(self, url: str) -> None:
        """Raise `source_refused` for an address that would not be fetched, such as one inside a network."""
        try:
            await self.outward.check(url)
        except FetchRefused as refusal:
            detail = f"{refusal} Give an address that everybody on the internet can reach."
            errors = (FieldError("/url", str(refusal)),)
            raise AppError("source_refused", Kind.INVALID, detail, errors=errors) from refusal
