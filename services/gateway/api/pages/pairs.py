"""The form in which somebody says whether two listings tell of one event."""

from typing import Final

from services.gateway.api.pages.forms import Form, value
from services.gateway.web.forms.fields import NOT_WHOLE
from shared.contracts.sources.verdicts import PairVerdict
from shared.kernel.errors import AppError, Kind

_SAYS: Final = {"same": True, "different": False, "forget": None}


def read_pair(form: Form) -> PairVerdict:
    """Return what the form says; `form_unreadable` (422) where it is not whole."""
    one, other, says = (value(form, name) for name in ("one", "other", "says"))
    if says not in _SAYS:
        raise AppError("form_unreadable", Kind.INVALID, NOT_WHOLE)
    return PairVerdict(listing_ids=(one, other), same=_SAYS[says])


def settled_query(said: PairVerdict) -> str:
    """Return the query with which a page offers to take back what was just said; "" where it was."""
    if said.same is None:
        return ""
    one, other = said.listing_ids
    return f"?one={one}&other={other}&said={'same' if said.same else 'different'}"
