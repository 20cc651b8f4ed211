"""What those who run this decide for all."""

from services.gateway.api.pages.operate import doubts, listings, reports

ROUTERS = (doubts.router, listings.router, reports.router)
