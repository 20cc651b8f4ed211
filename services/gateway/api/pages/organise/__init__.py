"""What an organiser does for an event."""

from services.gateway.api.pages.organise import organising, planning, refused

ROUTERS = (
    organising.router,
    planning.router,
    refused.router,
)
