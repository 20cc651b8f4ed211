"""What anybody sees: search, an event, a series, where to sign in, and about ourselves."""

from services.gateway.api.pages.find import (
    about,
    clashes,
    event,
    handed_card,
    reporting,
    series,
    sign_in,
    start,
)

ROUTERS = (
    start.router,
    event.router,
    sign_in.router,
    clashes.router,
    series.router,
    about.router,
    reporting.router,
    handed_card.router,
)
