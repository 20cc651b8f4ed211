"""What the words of a search name, as they were meant: topics and a sort of gathering."""

from collections.abc import Callable

from services.events.search.gatherings import KIND_OF
from services.events.search.query import Search


def named(search: Search, subject: Callable[[str], str | None]) -> Search:
    """Return the search with the topics that its phrases name (`subject`), and the first gathering."""
    meant = {typed: likely[0] for typed, likely in search.mends}
    phrases = [meant.get(group.typed, group.typed) for group in search.wording or ()]
    subjects = tuple(dict.fromkeys(filter(None, map(subject, phrases))))
    gathering = next((KIND_OF[phrase] for phrase in phrases if phrase in KIND_OF), None)
    if (subjects, gathering) == (search.subjects, search.gathering):  # as of most
        return search
    return search._replace(subjects=subjects, gathering=gathering)
