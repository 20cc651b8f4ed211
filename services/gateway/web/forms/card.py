"""The form by which one chooses what one's card shows."""

from collections.abc import Mapping
from typing import get_args

from services.gateway.web.forms.fields import Form, filled, fit, value
from shared.contracts.network.cards import CardField, NewCard

LABELS: Mapping[CardField, str] = {
    "headline": "Headline",
    "organisation": "Organisation",
    "place": "Where you are based",
    "bio": "About you",
    "skills": "Skills",
    "needs": "What you look for",
    "offers": "What you can give",
    "values": "What matters to you",
    "languages": "Languages",
    "links": "Links",
    "email": "E-mail address",
}
DAYS = {1: "a day", 2: "two days", 7: "a week", 30: "a month"}


def read_card(form: Form) -> NewCard:
    """Return the card that was chosen; raise `form_invalid`. A field that no card has is passed over."""
    fields = [name for name in get_args(CardField) if name in form.get("show", ())]
    said = {"fields": fields, "event_id": value(form, "event_id") or None, **filled(form, ("days",))}
    return fit(NewCard, said, "Load the page again, and choose from what it lists.", code="form_invalid")
