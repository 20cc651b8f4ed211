"""The pages of a way out: ask, done, back again, and a link that is none of ours."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from services.gateway.letters.unsubscribe import (
    ALERTS_LIST,
    BROUGHT_LIST,
    DIGEST_LIST,
    GOING_LIST,
    INTRODUCTIONS_LIST,
)

BACK_AGAIN = "again"
"""The form's wish that undoes; any other body stops, as a mail provider's one click must (RFC 8058)."""

_SIGN_IN_STAYS = "Sign-in codes still reach you, whatever you choose here."


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says, and the one button on it."""

    title: str
    text: str
    note: str
    button: str | None = None
    wish: str = "stop"


@dataclass(frozen=True, slots=True)
class Pages:
    """What is said on the way out of one list, and back."""

    ask: Page
    stopped: Page
    resumed: Page


def _ask(title: str, text: str, button: str) -> Page:
    return Page(title, text, _SIGN_IN_STAYS, button)


def _stopped(title: str, text: str, button: str = "Take them up again") -> Page:
    return Page(title, text, _SIGN_IN_STAYS, button, BACK_AGAIN)


def _resumed(title: str, text: str) -> Page:
    return Page(title, text, "Every letter carries the link back to this page.")


PAGES = {
    DIGEST_LIST: Pages(
        ask=_ask(
            "Stop the weekly e-mail?",
            "One press, and it no longer comes. You need not sign in.",
            "Stop the weekly e-mail",
        ),
        stopped=_stopped(
            "It no longer comes",
            "The weekly e-mail has stopped. If that was a slip, take it up again here.",
            "Take it up again",
        ),
        resumed=_resumed("It comes again", "The weekly e-mail comes again at its usual time."),
    ),
    ALERTS_LIST: Pages(
        ask=_ask(
            "Stop the alerts of your searches?",
            "One press, and no more of them come. Your searches stay as they are. You need not sign in.",
            "Stop the alerts",
        ),
        stopped=_stopped(
            "No more alerts come",
            "The alerts of all your searches have stopped. If that was a slip, take them up again here.",
        ),
        resumed=_resumed("They come again", "Alerts come again, for each search as you have set it."),
    ),
    INTRODUCTIONS_LIST: Pages(
        ask=_ask(
            "No more letters of introductions?",
            "One press, and none comes any more. Who asks for you still stands on your page.",
            "Stop these letters",
        ),
        stopped=_stopped(
            "No more letters of introductions come",
            "Who asks for you stands on the page “Introductions”. Take the letters up again here.",
        ),
        resumed=_resumed(
            "They come again",
            "We write when somebody would like to meet you, and when somebody agreed to meet you.",
        ),
    ),
    GOING_LIST: Pages(
        ask=_ask(
            "No more letters of events where you go?",
            "One press, and none comes any more when one is called off or moved. You need not sign in.",
            "Stop these letters",
        ),
        stopped=_stopped(
            "No more letters of events where you go",
            "What becomes of an event stands on its page. Take the letters up again here.",
        ),
        resumed=_resumed("They come again", "We write when an event where you go is called off or moved."),
    ),
    BROUGHT_LIST: Pages(
        ask=_ask(
            "No more letters of what partners say of you?",
            "One press, and none of them comes any more. You need not sign in.",
            "Stop these letters",
        ),
        stopped=_stopped(
            "No more letters of what partners say",
            "If that was a slip, take them up again here. To erase what a partner brought, sign in.",
        ),
        resumed=_resumed(
            "They come again",
            "Where a partner says that you go to an event, we write to you, once for each event.",
        ),
    ),
}
NOT_OURS = Page(
    title="This link does not work",
    text="It may have been cut off on its way. Open the newest letter and take its last link, whole.",
    note="Or sign in and choose your letters on the page “Letters”.",
)


def show(page: Page, home_url: str) -> str:
    """Return a page as HTML, complete in itself."""
    return _template().render(page=page, home_url=home_url)


@cache
def _template() -> Template:
    loader = PackageLoader("services.gateway.letters")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("unsubscribe.html.j2")
