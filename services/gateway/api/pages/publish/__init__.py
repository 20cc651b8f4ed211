"""What a publisher of a feed sees and sets."""

from services.gateway.api.pages.publish import publisher, sources

ROUTERS = (
    sources.router,
    publisher.router,
)
