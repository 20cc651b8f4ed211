"""What a form held that could not be taken: given back with the refusal, so that nobody types it twice."""

from dataclasses import dataclass

from fastapi import Request

from services.gateway.api.pages.forms import fields_of, is_surely_ours
from shared.kernel.errors import AppError

_OWN = "csrf"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent. `words` are those values that somebody wrote rather than picked, to be read."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @property
    def words(self) -> tuple[str, ...]:
        """Return the values of several words, and addresses."""
        return tuple(text for _, text in self.fields if len(text.split()) > 1 or "@" in text)


async def typed_in(request: Request) -> Typed | None:
    """Return the form that a request brought from a page of ours.

    None for a form with files, which are read but once, and for what another site may have filled in: with
    our token beside it, one press would send it in the reader's name.
    """
    kind = request.headers.get("content-type", "")
    if request.method != "POST" or not kind.startswith("application/x-www-form-urlencoded"):
        return None
    if not is_surely_ours(request):
        return None
    try:
        held = fields_of(await request.body())
    except AppError:
        return None
    action = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    fields = ((name, text) for name, texts in held.items() for text in texts if name != _OWN)
    return Typed(action, tuple(fields))
