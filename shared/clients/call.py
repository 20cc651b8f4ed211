"""What every typed client does with a reply: a problem becomes the error it was, anything else is parsed."""

from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ValidationError

from shared.contracts.model import Answer
from shared.contracts.problem import Problem
from shared.http.channel import Channel, Reply
from shared.kernel.errors import AppError, FieldError, Kind

Model = TypeVar("Model", bound=BaseModel)


class Items(Answer, Generic[Model]):
    """A whole list, unpaged, as services give it to one another."""

    items: tuple[Model, ...]


_KINDS = {
    400: Kind.INVALID,
    401: Kind.UNAUTHENTICATED,
    403: Kind.FORBIDDEN,
    404: Kind.MISSING,
    409: Kind.CONFLICT,
    410: Kind.GONE,
    412: Kind.PRECONDITION,
    413: Kind.TOO_LARGE,
    422: Kind.INVALID,
    429: Kind.LIMITED,
}
_FIRST_ERROR = 400


def path(*parts: str, **query: str | float | None) -> str:
    """Join path segments, each quoted whole, and the query parameters that are not None."""
    pairs = [(name, str(value)) for name, value in query.items() if value is not None]
    route = "/" + "/".join(quote(part, safe="") for part in parts)
    return f"{route}?{urlencode(pairs)}" if pairs else route


def problem_of(reply: Reply) -> AppError:
    """Turn an error reply back into the error that the other side raised.

    Returns:
        An UNAVAILABLE `service_failed` for a 5xx or for a body that is no problem document.
    """
    kind = _KINDS.get(reply.status, Kind.UNAVAILABLE)
    try:
        problem = Problem.model_validate_json(reply.body)
    except ValidationError:
        return AppError("service_failed", Kind.UNAVAILABLE, "A part of Acquaint failed. Try again shortly.")
    fields = tuple(FieldError(e.pointer, e.detail) for e in problem.errors or ())
    return AppError(problem.code, kind, problem.detail, errors=fields)


def parse(reply: Reply, model: type[Model]) -> Model:
    """Read a reply's body as one contract; what a newer release tells besides is passed over."""
    return model.model_validate_json(reply.body, extra="ignore")


class Client:
    """What typed clients have in common: each operation raises the `AppError` that the service answered."""

    timeout_s = 5.0
    """How long an operation may take that says nothing else."""

    def __init__(self, channel: Channel) -> None:
        self._channel = channel

    async def _call(
        self,
        method: str,
        target: str,
        body: BaseModel | None = None,
        *,
        headers: dict[str, str] | None = None,
        timeout_s: float | None = None,
    ) -> Reply:
        """Send one request and return the good reply; of a PATCH, only the fields that were set."""
        content = body.model_dump_json(exclude_unset=method == "PATCH").encode() if body is not None else b""
        lines = {**({"content-type": "application/json"} if content else {}), **(headers or {})}
        reply = await self._channel.request(
            method, target, headers=lines, body=content, timeout_s=timeout_s or self.timeout_s
        )
        if reply.status >= _FIRST_ERROR:
            raise problem_of(reply)
        return reply

    async def _ask(
        self,
        model: type[Model],
        method: str,
        target: str,
        body: BaseModel | None = None,
        **how: Any,  # noqa: ANN401 - as `_call` takes it
    ) -> Model:
        """Send one request and read the good reply as a contract."""
        return parse(await self._call(method, target, body, **how), model)

    async def _all(
        self,
        model: type[Model],
        method: str,
        target: str,
        body: BaseModel | None = None,
        **how: Any,  # noqa: ANN401 - as `_call` takes it
    ) -> tuple[Model, ...]:
        """Send one request and read the good reply as a whole list."""
        listed: type[Items[Model]] = Items[model]  # type: ignore[valid-type]
        return (await self._ask(listed, method, target, body, **how)).items
