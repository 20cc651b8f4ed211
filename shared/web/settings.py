"""What of their settings services share, and what is said of one that cannot be."""

from typing import Annotated

from pydantic import AfterValidator, ValidationError
from pydantic_settings import SettingsError
from redis.asyncio.connection import parse_url


def _of_redis(url: str) -> str:
    parse_url(url)  # raises ValueError with the schemes there are
    return url


RedisUrl = Annotated[str, AfterValidator(_of_redis)]


def refused(error: SettingsError | ValidationError, service: str) -> str:
    """Name each setting that is wrong, by its variable, and why; what was given may be secret."""
    prefix = f"{service.upper()}_"
    if isinstance(error, ValidationError):
        wrong = [f"{prefix}{str(it['loc'][0]).upper()}: {it['msg']}." for it in error.errors()]
    else:
        name = str(error).partition('"')[2].partition('"')[0]
        wrong = [f'{prefix}{name.upper()}: it must be JSON, such as ["a", "b"].']
    return "\n".join(
        [*wrong, f"Mend it in the environment; services/{service}/settings.py lists what there is."]
    )
