"""A card as a vCard 3.0 (RFC 2426), which the contacts of every phone take in."""

from icalendar import Component
from icalendar.prop import vN, vOrg, vText, vUri

from shared.contracts.network.cards import HandedCard


class _Contact(Component):
    """vCards and calendars are written by one grammar (RFC 6350, section 3.2)."""

    name = "VCARD"


def contact_file(card: HandedCard, url: str) -> bytes:
    """Write the file; `url` is where the card came from."""
    made = _Contact()
    made.add("version", vText("3.0"))
    made.add("fn", vText(card.name))
    given, _, family = card.name.rpartition(" ")
    made.add("n", vN((family, given, "", "", "")))
    if card.organisation:
        made.add("org", vOrg((card.organisation,)))
    for name, text in (("title", card.headline), ("email", card.email), ("note", _note(card))):
        if text:
            made.add(name, vText(text))
    for link in card.links:
        made.add("url", vUri(link))
    made.add("source", vUri(url))
    return bytes(made.to_ical(sorted=False))


def _note(card: HandedCard) -> str:
    wishes = (("Looks for", card.needs), ("Offers", card.offers))
    told = [f"{what}: {'; '.join(one.text for one in said)}" for what, said in wishes if said]
    return "\n".join(told)
