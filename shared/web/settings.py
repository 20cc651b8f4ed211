"""What of their settings services share, and what is said of one that cannot be."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsError
from redis.asyncio.connection import parse_url

from shared.contracts.refusals import why
from shared.kernel.server_url import server_url


def _of_redis(url: str) -> str:
    server_url(url)
    parse_url(url)  # raises ValueError with the schemes there are
    return url


def _of_postgres(url: str) -> str:
    server_url(url, ("postgresql", "postgres"))
    return url


RedisUrl = Annotated[str, AfterValidator(_of_redis)]
PostgresUrl = Annotated[str, AfterValidator(_of_postgres)]

_OF_KUBERNETES = re.compile(r"_SERVICE_(HOST|PORT(_\w+)?)|_PORT_\d+_(TCP|UDP|SCTP)(_\w+)?")
"""What Kubernetes tells every container of a Service called `events`: `EVENTS_SERVICE_HOST` and others."""


class ServiceSettings(BaseSettings):
    """What of a service's settings its roles need."""

    database_url: PostgresUrl
    host: str = "127.0.0.1"
    port: int = Field(ge=0, le=65535)
    log_json: bool = True


def variables(known: type[BaseSettings]) -> frozenset[str]:
    """Name the variables that settings are read from."""
    prefix = known.model_config.get("env_prefix", "")
    return frozenset(f"{prefix}{name}".upper() for name in known.model_fields)


def mistyped(known: type[BaseSettings], environment: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Give each variable that nobody reads though it looks like one of these, with the nearest that is read.

    It bears their prefix, or differs from one of them by about a letter.
    """
    read, prefix = variables(known), known.model_config.get("env_prefix", "").upper()
    for name in sorted(map(str.upper, environment)):
        ours = name.startswith(prefix) and not _OF_KUBERNETES.fullmatch(name, len(prefix) - 1)
        nearest = next(iter(get_close_matches(name, sorted(read), n=1, cutoff=0.6 if ours else 0.92)), None)
        if name not in read and (ours or nearest):
            yield name, nearest


def refused(error: SettingsError | ValidationError, service: str) -> str:
    """Name each setting that is wrong, by its variable, and why; what was given may be secret."""
    prefix = f"{service.upper()}_"
    if isinstance(error, ValidationError):
        wrong = [
            f"{prefix}{str(it['loc'][0]).upper()}: {why(it)}.{_hint(it['input'])}" for it in error.errors()
        ]
    else:
        name = str(error).partition('"')[2].partition('"')[0]
        wrong = [f'{prefix}{name.upper()}: it must be JSON, such as ["a", "b"].']
    return "\n".join(
        [*wrong, f"Mend it in the environment; services/{service}/settings.py lists what there is."]
    )


def _hint(given: object) -> str:
    if not str(given).startswith("tcp://"):
        return ""
    return " Kubernetes sets it where a Service has this name: say `enableServiceLinks: false` in the pod."
