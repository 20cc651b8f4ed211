"""My introductions: who asks for me, whom I asked, what to ask when we meet, and whom to follow up."""

from datetime import timedelta
from typing import get_args

from fastapi import APIRouter, Response

from services.gateway.accounts import ensure_profile
from services.gateway.api.me.network.introducing import ask, introductions_of, rewrite, take_step
from services.gateway.api.me.network.introductions import IntroductionId
from services.gateway.api.pages.forms import Form, value
from services.gateway.api.pages.route import PageRoute
from services.gateway.api.pages.visitor import Visit, Visitor, go
from services.gateway.web.forms.fields import fit
from shared.contracts.network.introductions import ChangeIntroduction, NewIntroduction, Step, TakeStep
from shared.kernel.errors import AppError, Kind

router = APIRouter(route_class=PageRoute, include_in_schema=False)

_UNFIT = "Say in one to 500 characters why you would like to meet; go back and retry."
_TOO_LONG = "What goes with your yes has 500 characters at most; go back and shorten it."
_LATELY = timedelta(days=30)
"""So long the page tells of a question that went without an answer of one's own."""


@router.get("/introductions")
async def introductions_page(visitor: Visit, noted: str = "") -> Response:
    """Show them by what there is to do; `noted` is the step that was just taken."""
    await ensure_profile(visitor.runtime, visitor.person_id)
    found, now = await introductions_of(visitor.runtime, visitor.person_id), visitor.runtime.clock()
    return visitor.show("introductions.html", introductions=found, now=now, lately=now - _LATELY, noted=noted)


@router.post("/introductions")
async def ask_form(visitor: Visit, form: Form) -> Response:
    """Ask for an introduction; the same form sent twice asks once."""
    said = {"suggestion_id": value(form, "suggestion_id"), "message": value(form, "message")}
    wanted = fit(NewIntroduction, said, _UNFIT)
    try:
        await ask(visitor.runtime, visitor.person_id, wanted)
    except AppError as error:
        if error.code != "introduction_waiting" or not await _has_asked(visitor, wanted.message):
            raise
    return go("/introductions?noted=ask")


@router.post("/introductions/{introduction_id}")
async def step_form(introduction_id: IntroductionId, visitor: Visit, form: Form) -> Response:
    """Answer, withdraw, change my words, or say that I followed up."""
    if value(form, "do") == "rewrite":
        wish = fit(ChangeIntroduction, {"message": value(form, "message")}, _UNFIT)
        await rewrite(visitor.runtime, visitor.person_id, introduction_id, wish)
        return go("/introductions?noted=rewrite")
    step = next((known for known in get_args(Step) if known == value(form, "do")), None)
    if step is None:
        raise AppError("form_unreadable", Kind.INVALID, "Load the page again and press one of its buttons.")
    reply = {"reply": value(form, "reply") or None}
    said = fit(TakeStep, reply, _TOO_LONG) if step == "accept" else None
    await take_step(visitor.runtime, visitor.person_id, introduction_id, step, said)
    return go(f"/introductions?noted={step}#{introduction_id if step == 'accept' else ''}".rstrip("#"))


async def _has_asked(visitor: Visitor, message: str) -> bool:
    found = await introductions_of(visitor.runtime, visitor.person_id)
    return any(one.by_me and one.state == "waiting" and one.message == message for one in found)
