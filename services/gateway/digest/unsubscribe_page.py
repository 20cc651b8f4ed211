"""The pages of a way out: ask, done, back again, and a link that is none of ours."""

from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

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


WEEKLY = Pages(
    ask=Page(
        title="Stop the weekly e-mail?",
        text="One press, and it no longer comes. You need not sign in.",
        note=_SIGN_IN_STAYS,
        button="Stop the weekly e-mail",
    ),
    stopped=Page(
        title="It no longer comes",
        text="The weekly e-mail has stopped. If that was a slip, take it up again here.",
        note=_SIGN_IN_STAYS,
        button="Take it up again",
        wish=BACK_AGAIN,
    ),
    resumed=Page(
        title="It comes again",
        text="The weekly e-mail comes again at its usual time.",
        note="Every letter carries the link back to this page.",
    ),
)
ALERTS = Pages(
    ask=Page(
        title="Stop the alerts of your searches?",
        text="One press, and no more of them come. Your searches stay as they are. You need not sign in.",
        note=_SIGN_IN_STAYS,
        button="Stop the alerts",
    ),
    stopped=Page(
        title="No more alerts come",
        text="The alerts of all your searches have stopped. If that was a slip, take them up again here.",
        note=_SIGN_IN_STAYS,
        button="Take them up again",
        wish=BACK_AGAIN,
    ),
    resumed=Page(
        title="They come again",
        text="Alerts come again, for each search as you have set it.",
        note="Every letter carries the link back to this page.",
    ),
)
INTRODUCTIONS = Pages(
    ask=Page(
        title="No more letters of introductions?",
        text="One press, and none comes any more. Who asks for you still stands on your page.",
        note=_SIGN_IN_STAYS,
        button="Stop these letters",
    ),
    stopped=Page(
        title="None comes any more",
        text="Who asks for you stands on the page “Introductions”. Take the letters up again here.",
        note=_SIGN_IN_STAYS,
        button="Take them up again",
        wish=BACK_AGAIN,
    ),
    resumed=Page(
        title="They come again",
        text="We write when somebody would like to meet you, and when somebody agreed to meet you.",
        note="Every letter carries the link back to this page.",
    ),
)
GOING = Pages(
    ask=Page(
        title="No more letters of events where you go?",
        text="One press, and none comes any more when one is called off or moved. You need not sign in.",
        note=_SIGN_IN_STAYS,
        button="Stop these letters",
    ),
    stopped=Page(
        title="None comes any more",
        text="What becomes of an event stands on its page. Take the letters up again here.",
        note=_SIGN_IN_STAYS,
        button="Take them up again",
        wish=BACK_AGAIN,
    ),
    resumed=Page(
        title="They come again",
        text="We write when an event where you go is called off or moved.",
        note="Every letter carries the link back to this page.",
    ),
)
BROUGHT = Pages(
    ask=Page(
        title="No more letters of what partners say of you?",
        text="One press, and none of them comes any more. You need not sign in.",
        note=_SIGN_IN_STAYS,
        button="Stop these letters",
    ),
    stopped=Page(
        title="None comes any more",
        text="If that was a slip, take them up again here. To erase what a partner brought, sign in.",
        note=_SIGN_IN_STAYS,
        button="Take them up again",
        wish=BACK_AGAIN,
    ),
    resumed=Page(
        title="They come again",
        text="Where a partner says that you go to an event, we write to you, once for each event.",
        note="Every letter carries the link back to this page.",
    ),
)
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
    loader = PackageLoader("services.gateway.digest")
    environment = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("unsubscribe.html.j2")
