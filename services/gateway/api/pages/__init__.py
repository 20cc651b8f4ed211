"""The plain pages: server-rendered, without scripts."""

from services.gateway.api.pages import find, mine, operate, organise, publish

ROUTERS = (*find.ROUTERS, *mine.ROUTERS, *organise.ROUTERS, *publish.ROUTERS, *operate.ROUTERS)
