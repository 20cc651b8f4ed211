"""What matching is told by its environment; units are in the names."""

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from shared.web.settings import RedisUrl


class MatchingSettings(BaseSettings):
    """Settings from `MATCHING_…` variables; read by `__main__` and `app` alone."""

    model_config = SettingsConfigDict(env_prefix="MATCHING_", frozen=True)

    database_url: str = "postgresql://127.0.0.1:5432/matching"
    redis_url: RedisUrl = "redis://127.0.0.1:6379/0"
    redis_prefix: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8002, ge=0, le=65535)
    order_key: SecretStr = Field(SecretStr("acquaint"), description="orders people who fit equally well")
    log_json: bool = True
