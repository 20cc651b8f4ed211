"""Routes of partners, who ask by key."""

from services.gateway.api.partner import attendees, events, imports, keys, meeting_plans, reports, webhooks

ROUTERS = (
    webhooks.router,
    reports.router,
    imports.router,
    events.router,
    keys.router,
    attendees.router,
    meeting_plans.router,
)
