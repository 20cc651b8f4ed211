"""The letter to somebody whose saved search can be read no more, so that silence is not taken for no news."""

from datetime import datetime

from services.gateway.digest.decide import House, list_headers, message_id, unsubscribe_url
from services.gateway.digest.notice import Notice
from services.gateway.digest.unsubscribe import ALERTS_LIST
from services.gateway.digest.words import plain


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
    slot = f"{search_id}.{since:%Y%m%dT%H%M%S}"
    paragraphs = (
        f"Your search “{plain(name, 100)}” finds nothing any more, so no news of it comes.",
        plain(problem.replace("`", ""), 300),
        f"Ask it anew, save it, and delete this one:\n{house.public_url.rstrip('/')}/searches",
        "--\nNo more letters of your searches, without signing in:\n"
        + unsubscribe_url(house, person_id, ALERTS_LIST),
    )
    return Notice(
        message_id(house, person_id, slot, ALERTS_LIST),
        "A search of yours finds nothing any more",
        "\n\n".join(paragraphs) + "\n",
        list_headers(house, person_id, slot, ALERTS_LIST),
    )
