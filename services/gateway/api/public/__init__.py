"""Routes open to everyone: discovery, following, and what a letter or a hub calls back."""

from services.gateway.api.public import cards, clashes, discovery, subscriptions

ROUTERS = (
    subscriptions.router,  # `/v1/events/{id}.ics` must be known before `/v1/events/{id}`
    discovery.router,
    clashes.router,
    cards.router,
)
