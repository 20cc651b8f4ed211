"""What those who run this decide for all."""

from services.gateway.api.pages.operate import doubts, listings

ROUTERS = (doubts.router, listings.router)
