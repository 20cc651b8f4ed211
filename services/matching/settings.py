"""What matching is told by its environment; units are in the names."""

from pydantic import Field, SecretStr
from pydantic_settings import SettingsConfigDict

from shared.web.settings import PostgresUrl, RedisUrl, ServiceSettings


class MatchingSettings(ServiceSettings):
    """Settings from `MATCHING_…` variables; read by `__main__` and `app` alone."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_", frozen=True)

    database_url: PostgresUrl = "postgresql://127.0.0.1:5432/matching"
    redis_url: RedisUrl = "redis://127.0.0.1:6379/0"
    redis_prefix: str = ""
    port: int = Field(8002, ge=0, le=65535)
    order_key: SecretStr | None = Field(
        None, description="orders people who fit equally well; made and kept in Postgres if unset"
    )
