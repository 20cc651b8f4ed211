"""Refusing query parameters that an operation does not know: a slip must not pass as "no filter"."""

from fastapi import Request
from fastapi.dependencies.utils import get_flat_params
from fastapi.routing import APIRoute

from shared.kernel.errors import AppError, FieldError, Kind


async def refuse_unknown_query(request: Request) -> None:
    """Raise `unknown_parameter`, naming each query parameter that the operation does not declare."""
    unknown = sorted(set(request.query_params) - known_names(request.scope["route"]))
    if unknown:
        errors = tuple(
            FieldError(f"/query/{name}", "There is no such parameter; remove it.") for name in unknown
        )
        raise AppError(
            "unknown_parameter", Kind.INVALID, "Some query parameters are not known.", errors=errors
        )


def known_names(route: APIRoute) -> frozenset[str]:
    """Return the names of the parameters that a route declares, those of query models included."""
    return frozenset(field.alias for field in get_flat_params(route.dependant))
