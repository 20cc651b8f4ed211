"""Everything that is open while the gateway runs; made in `app`, used by routes, workers and commands."""

from dataclasses import dataclass, field

from redis.asyncio import Redis

from services.gateway.auth.allowance import Allowance
from services.gateway.auth.limits import MailLimits
from services.gateway.letters.courier import Mailer
from services.gateway.letters.lists import House
from services.gateway.store.letters.week import Week
from services.gateway.store.shared_quotas import SharedQuotas
from shared.clients.connections import ConnectionsClient
from shared.clients.events import EventsClient
from shared.clients.matching import MatchingClient
from shared.clients.meeting_plans import MeetingPlansClient
from shared.db import Database
from shared.http.channel import Channel
from shared.http.guarded import GuardedClient
from shared.kernel.clock import Clock
from shared.kernel.ids import Ids

LINK_CHECKS_PER_HOUR = 30
"""Pages of their own that one person has looked at."""
PREVIEWS_PER_HOUR = 20
"""Addresses that the feed doctor looks at for one network."""
SUGGESTIONS_PER_HOUR = 60
"""Addresses that one person may have watched: each is asked again and again from then on."""


@dataclass(frozen=True, slots=True)
class Face:
    """What of the settings shows: our own address, and what the pages say about the data."""

    public_url: str
    sample_people: bool
    data_notice: str
    part_timeout_s: float
    webhook_origins: frozenset[str] = frozenset()
    contact: str | None = None
    """A mail or web address of whoever runs this installation."""
    operators: frozenset[str] = frozenset()
    """The e-mail addresses of those who do, in lower case."""

    @property
    def is_https(self) -> bool:
        """Tell whether people reach us by https, so that cookies may be `Secure`."""
        return self.public_url.startswith("https://")


@dataclass(frozen=True, slots=True)
class Runtime:
    """The open parts. `sender` is the From of mails, `owner` the name by which this process leases work."""

    db: Database
    redis: Redis
    redis_prefix: str
    events: EventsClient
    matching: MatchingClient
    connections: ConnectionsClient
    meeting_plans: MeetingPlansClient
    events_channel: Channel
    mailer: Mailer
    clock: Clock
    ids: Ids
    outward: GuardedClient
    """Carries webhooks, to the operator's own origins as well."""
    pages: GuardedClient
    """Reads what people name as theirs, on the open internet alone."""
    mail_limits: MailLimits
    key: bytes
    face: Face
    sender: str
    owner: str
    quotas: SharedQuotas
    link_checks: Allowance = field(default_factory=lambda: Allowance(LINK_CHECKS_PER_HOUR))
    previews: Allowance = field(default_factory=lambda: Allowance(PREVIEWS_PER_HOUR))
    suggestions: Allowance = field(
        default_factory=lambda: Allowance(SUGGESTIONS_PER_HOUR, "too_many_suggestions")
    )

    @property
    def house(self) -> House:
        """Return what every letter shares."""
        return House(self.face.public_url, self.sender, self.key)

    @property
    def week(self) -> Week:
        """Return where a week's letter is gathered from."""
        return Week(self.matching, self.connections, self.events, self.db, self.house, self.clock)
