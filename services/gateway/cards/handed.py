"""What a card shows of its owner: the name, and the fields they chose for it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from shared.contracts.network.cards import CardField, HandedCard
from shared.contracts.people import Profile
from shared.kernel.countries import write_town


@dataclass(frozen=True, slots=True)
class Card:
    """A card as its owner last set it; `serial` numbers its addresses."""

    person_id: str
    serial: int
    fields: tuple[CardField, ...]
    event_id: str | None
    valid_until: datetime


def handed(card: Card, profile: Profile, email: str | None, proven: Collection[str]) -> HandedCard:
    """Return what whoever has the address may read; `proven`: the links known to be the owner's."""
    place = profile.place
    told: dict[CardField, Any] = {
        "headline": profile.headline,
        "organisation": profile.organisation,
        "place": write_town(place.city, place.country) if place else None,
        "bio": profile.bio,
        "skills": profile.skills,
        "needs": profile.needs,
        "offers": profile.offers,
        "values": profile.values,
        "languages": profile.languages,
        "links": profile.links,
        "email": email,
    }
    shown = {name: value for name, value in told.items() if name in card.fields and value}
    links = profile.links if "links" in shown else ()
    return HandedCard(
        name=profile.display_name,
        verified_links=tuple(link for link in links if link in proven),
        event_id=card.event_id,
        valid_until=card.valid_until,
        **shown,
    )
