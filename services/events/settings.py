"""Settings of the events service, from the environment as `EVENTS_…`; lists are JSON."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from shared.web.settings import PostgresUrl, RedisUrl, ServiceSettings


class EventsSettings(ServiceSettings):
    """Read by `__main__` and `app` alone; everyone else is given values."""

    model_config = SettingsConfigDict(env_prefix="EVENTS_", frozen=True)

    database_url: PostgresUrl = "postgresql://localhost/events"
    redis_url: RedisUrl = "redis://localhost:6379/0"
    redis_prefix: str = ""
    public_url: str = "http://127.0.0.1:8000"
    """Where the gateway is reached: stands in links and problem types."""
    user_agent: str | None = None
    """How publishers see us: unless said, with the page `/bot` of `public_url` where that is https."""
    trusted_origins: frozenset[str] = frozenset()
    """`host:port` of feeds on our own machine: neither the address guard nor the pause applies to what the
    catalogue names there. A suggested source never reaches them."""
    dns_servers: tuple[str, ...] = ()
    """`address:port` of the resolvers that claims are checked with; none: those of the system."""
    ticketmaster_key: SecretStr | None = None
    eventbrite_key: SecretStr | None = None
    meetup_key: SecretStr | None = None
    openagenda_key: SecretStr | None = None
    """Keys of the operator's for the APIs that answer only to one. The catalogue's sources at such an API are
    fetched with its key, which is stored, logged and shown nowhere."""
    keys_for_suggested: bool = False
    """Whether sources that anyone may suggest use the operator's keys as well."""
    push: bool | None = None
    """Whether hubs are asked to tell us of news: when `public_url` is https, unless said here. A hub must be
    able to reach it."""
    topic_head: Path | None = None
    """A file of `acquaint topics fit`: topics learnt from labelled names, for sources whose own topics are of
    the areas that it was taught."""
    poll_concurrency: int = Field(default=4, ge=1, le=64)
    poll_lease_s: int = Field(default=180, ge=10)
    host_pause_s: float = Field(default=2.0, ge=0)
    """Between two fetches from one host."""
    poll_idle_s: float = Field(default=5.0, gt=0)
    relay_idle_s: float = Field(default=0.2, gt=0)
    pool_size: int = Field(default=8, ge=2)
    """Connections for searches, and as many for all else; a source that is being read holds one besides."""
    reader_timeout_s: float = Field(default=30.0, gt=0)
    port: int = Field(default=8001, ge=0, le=65535)

    def agent(self) -> str:
        """Return the User-Agent of every fetch; its page says how to stop us."""
        home = self.public_url if self.public_url.startswith("https:") else "https://acquaint.example"
        return self.user_agent or f"Acquaint/0.1 (+{home.rstrip('/')}/bot; public event feeds)"

    def operator_keys(self) -> dict[str, SecretStr]:
        """Return the keys that are set, by the name of their API."""
        named = {
            "ticketmaster": self.ticketmaster_key,
            "eventbrite": self.eventbrite_key,
            "meetup": self.meetup_key,
            "openagenda": self.openagenda_key,
        }
        return {name: key for name, key in named.items() if key and key.get_secret_value().strip()}

    @property
    def is_push_on(self) -> bool:
        """Tell whether hubs could reach us."""
        return self.public_url.startswith("https://") if self.push is None else self.push
