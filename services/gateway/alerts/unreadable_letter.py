"""The letter to somebody whose saved search can be read no more, so that silence is not taken for no news."""

from datetime import datetime

from services.gateway.letters.lists import House, Notice, notice
from services.gateway.letters.unsubscribe import ALERTS_LIST
from services.gateway.letters.words import plain


def write(search_id: str, name: str, since: datetime, problem: str, person_id: str, house: House) -> Notice:
    """Write it; there is one for a search and the query that it has since an instant.

    Args:
        search_id: of the saved search.
        name: what its owner calls it.
        since: when it got the query that it has.
        problem: why that is refused, as the API says it.
        person_id: its owner.
        house: what every letter shares.
    """
    return notice(
        house, person_id, ALERTS_LIST, f"{search_id}.{since:%Y%m%dT%H%M%S}",
        "A search of yours finds nothing any more",
        f"Your search “{plain(name, 100)}” finds nothing any more, so no news of it comes.",
        plain(problem.replace("`", ""), 300),
        f"Ask it anew, save it, and delete this one:\n{house.public_url.rstrip('/')}/searches",
    )  # fmt: skip
