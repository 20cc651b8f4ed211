"""Who is asking: signing in, cookies, and finding the person of a request."""

from services.gateway.api.session import auth

ROUTERS = (auth.router,)
