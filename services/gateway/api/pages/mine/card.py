"""The card that I hand out: what it shows, and its code to be scanned."""

from fastapi import APIRouter, Response
from markupsafe import Markup

from services.gateway.accounts import ensure_profile
from services.gateway.api.http.parts import Composition
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.cards.code import qr_svg
from services.gateway.handing import address_of, hand_out
from services.gateway.store import cards
from services.gateway.web.forms.card import DAYS, LABELS, read_card
from shared.contracts.events import Event
from shared.contracts.network.cards import USUAL
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
_MOST_EVENTS = 20


@router.get("/card")
async def card_page(visitor: Visit, event_id: str = "") -> Response:
    """Show the code of my card, and what it shows; `event_id`: the event to choose, on the way from there."""
    return await _shown(visitor, event_id=event_id)


@router.post("/card")
async def card_form(visitor: Visit, form: Form) -> Response:
    """Hand the card out as chosen, or no more."""
    runtime, me = visitor.runtime, visitor.person_id
    if value(form, "do") == "stop":
        await cards.void(runtime.db, me, runtime.clock())
        return go("/card")
    try:
        await hand_out(runtime, me, read_card(form))
    except AppError as error:
        if error.kind not in {Kind.INVALID, Kind.MISSING}:
            raise
        gone = "You no longer go to that event: choose another, or none."
        told = AppError("event_gone", Kind.INVALID, gone) if error.kind is Kind.MISSING else error
        return await _shown(visitor, told)
    return go("/card")


async def _shown(visitor: Visitor, error: AppError | None = None, event_id: str = "") -> Response:
    """Show the code even where matching is away: somebody stands before me and waits to scan it."""
    runtime, me = visitor.runtime, visitor.person_id
    made = Composition(runtime.face.part_timeout_s)
    person = await made.part("matching", ensure_profile(runtime, me), None)
    card = await cards.held(runtime.db, me, runtime.clock())
    address = address_of(runtime, card) if card else None
    at = event_id or (card.event_id if card else None)
    return visitor.show_again(
        "card.html",
        error,
        card=card,
        address=address,
        code=Markup(qr_svg(address).decode()) if address else None,  # noqa: S704 (drawn by us)
        chosen=card.fields if card else USUAL,
        labels=LABELS,
        days=DAYS,
        filled={name for name in LABELS if name == "email" or (person and getattr(person.profile, name))},
        at=at,
        events=await _ahead(visitor, at, made),
        degraded=tuple(sorted(made.missing)),
    )


async def _ahead(visitor: Visitor, chosen: str | None, made: Composition) -> list[Event]:
    """Return the events I go to that are not over, and the one chosen, the soonest first."""
    stands = await made.part("matching", visitor.runtime.matching.attendance(visitor.person_id), ())
    none: dict[str, Event] = {}
    events = await made.part("events", visitor.runtime.events.batch([one.event_id for one in stands]), none)
    ahead = [one for one in events.values() if not one.is_past or one.id == chosen]
    return sorted(ahead, key=lambda one: (one.starts_at.local, one.id))[:_MOST_EVENTS]
