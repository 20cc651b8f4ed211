"""What the gateway is told by its environment; units are in the names."""

from typing import Literal

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from shared.web.settings import PostgresUrl, RedisUrl, ServiceSettings


class GatewaySettings(ServiceSettings):
    """Settings from `GATEWAY_…` variables; read by `__main__` and `app` alone."""

    model_config = SettingsConfigDict(env_prefix="GATEWAY_", frozen=True)

    database_url: PostgresUrl = "postgresql://127.0.0.1:5432/gateway"
    redis_url: RedisUrl = "redis://127.0.0.1:6379/0"
    redis_prefix: str = ""
    events_url: str = "http://127.0.0.1:8001"
    matching_url: str = "http://127.0.0.1:8002"
    public_url: str = Field(
        "http://127.0.0.1:8000", description="how people reach us; https makes cookies Secure"
    )
    secret: SecretStr | None = Field(
        None, description="key of code and form hashes; made and kept in Postgres if unset"
    )
    port: int = Field(8000, ge=0, le=65535)
    mails_per_hour_per_address: int = Field(5, ge=1)
    mails_per_hour_per_network: int = Field(30, ge=1)
    requests_per_minute_anonymous: int = Field(300, ge=1, description="of `/v1`, from one network")
    requests_per_minute_visitor: int = Field(
        1200, ge=1, description="pages, by all of one network who are not signed in: a hall of people is one"
    )
    requests_per_minute_person: int = Field(600, ge=1, description="of `/v1` and pages together")
    requests_per_minute_partner: int = Field(1200, ge=1, description="by all keys of a partner together")
    part_timeout_s: float = Field(2.0, gt=0, description="how long a part of a composed answer may take")
    sample_people: bool = Field(default=False, description="offer sign-in as a sample person, without a code")
    data_notice: Literal["samples", "real", "folder"] = "real"
    mail_url: str = Field(
        "folder:data/outbox", description="smtp://, smtps:// or folder:PATH for files in a folder"
    )
    mail_from: str = "Acquaint <hello@acquaint.example>"
    contact: str | None = Field(
        None, description="mail or web address for publishers who want to reach whoever runs this"
    )
    operators: frozenset[str] = Field(
        frozenset(),
        description="e-mail addresses of those who run this, as a JSON list; they settle doubts",
    )
    user_agent: str = "Acquaint-Webhooks/1.0"
    webhook_origins: frozenset[str] = Field(
        frozenset(), description="`host:port` of this operator's own, where webhooks may go without https"
    )
    metrics: bool = Field(default=False, description="answer /metrics to whoever can reach the gateway")
