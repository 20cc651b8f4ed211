"""Which methods an address takes: a route knows its own alone, and several answer at one address."""

from collections.abc import Sequence

from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute


def allowed(routes: Sequence[BaseRoute], path: str) -> str:
    """Return the methods of all routes at a path, as the field `Allow` lists them (RFC 9110, 10.2.1)."""
    found = {
        method
        for each in iter_route_contexts(routes)
        if each.methods and each.path_regex.match(path)
        for method in each.methods
    }
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))
