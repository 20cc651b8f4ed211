"""What a publisher of a feed sees and sets."""

from services.gateway.api.pages.publish import doctor, publisher, sources

ROUTERS = (
    doctor.router,
    sources.router,
    publisher.router,
)
