"""The form by which one chooses what one's card shows."""

from collections.abc import Mapping, Sequence
from typing import get_args

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


def read_card(form: Mapping[str, Sequence[str]]) -> NewCard:
    """Return the card that was chosen; raise `ValidationError`. A field that no card has is passed over."""
    fields = [name for name in get_args(CardField) if name in form.get("show", ())]
    event = (form.get("event_id") or [""])[0]
    days = {"days": form["days"][0]} if form.get("days") else {}
    return NewCard.model_validate({"fields": fields, "event_id": event or None, **days})
