"""What was spoken of on each day, as links below it: notes of meetings look as a list of events does."""

from collections.abc import Sequence
from typing import Final

from services.events.ingest.model import RawListing
from shared.contracts.catalogue.origins import HowTold

_FEWEST: Final = 8
_MOST: Final = 0.8
_MOST_A_DAY: Final = 4
"""Events of one day, on the average, in a list that tells neither when of the day nor where they are."""


def are_links_of_days(listings: Sequence[RawListing]) -> bool:
    """Tell whether most of what a list names is a link below a day, without a place or a time of day."""
    links = [it for it in listings if it.url and not it.address and ":" not in (it.starts or "")]
    links = [it for it in links if it.dates_told is HowTold.COMPLETED and it.starts == it.ends]
    days = {it.starts for it in links}
    return len(links) >= max(_FEWEST, _MOST * len(listings)) and len(links) > _MOST_A_DAY * len(days)
