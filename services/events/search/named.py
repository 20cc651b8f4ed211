"""Which sort of gathering the words of a search name, as they were meant."""

from services.events.search.gatherings import KIND_OF
from services.events.search.query import Search


def named(search: Search) -> Search:
    """Return the search with the first gathering that its phrases name."""
    meant = {typed: likely[0] for typed, likely in search.mends}
    phrases = (meant.get(group.typed, group.typed) for group in search.wording or ())
    gathering = next((KIND_OF[phrase] for phrase in phrases if phrase in KIND_OF), None)
    return search if gathering is search.gathering else search._replace(gathering=gathering)
