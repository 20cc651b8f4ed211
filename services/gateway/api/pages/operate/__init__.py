"""What those who run this decide for all."""

from services.gateway.api.pages.operate import doubts

ROUTERS = (doubts.router,)
