"""Pages about ourselves: the bot and the API; and the style sheet."""

from fastapi import APIRouter, Request, Response

from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, go
from services.gateway.web.reference import operations_of
from services.gateway.web.templating import stylesheet, stylesheet_name
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)
FOR_GOOD = "public, max-age=31536000, immutable"


@router.get("/about-bot")
async def about_bot(visitor: Visit) -> Response:
    """Say what our requests do on other people's servers, and how to stop them."""
    return visitor.show("about_bot.html", contact=visitor.runtime.face.contact)


@router.get("/bot")
async def bot() -> Response:
    """Lead those who followed our User-Agent field to the page."""
    return go("/about-bot")


@router.get("/docs")
async def reference(request: Request, visitor: Visit) -> Response:
    """Show the API for readers, from the same description that programs read at `/openapi.json`."""
    return visitor.show("reference.html", groups=operations_of(request.app.openapi()))


@router.get("/static/{name}")
async def static(name: str) -> Response:
    """Give the style sheet, which is named after its content and so kept for good."""
    if name != stylesheet_name():
        raise AppError("page_missing", Kind.MISSING, "There is no such file.")
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": FOR_GOOD})
