"""Words of the same meaning, across languages and as short forms, as searches know them."""

from collections.abc import Iterable
from functools import cache

from services.events.ingest.resolve.searchable import searchable
from shared.text.same_words import same_words


class SameWords:
    """Sets of phrases that mean the same. Phrases are searchable text; a phrase may be of several sets."""

    def __init__(self, lines: Iterable[Iterable[str]]) -> None:
        self._sets = [tuple(dict.fromkeys(map(searchable, line))) for line in lines]
        self._of: dict[str, list[int]] = {}
        for number, phrases in enumerate(self._sets):
            for phrase in phrases:
                self._of.setdefault(phrase, []).append(number)

    def first(self, phrase: str) -> str:
        """Return the English of a phrase: the first of its set; of what is in no set, the phrase itself."""
        return self._sets[self._of[phrase][0]][0] if phrase in self._of else phrase

    def of(self, phrase: str) -> tuple[str, ...]:
        """Return the other phrases that mean the same; nothing for a phrase that is in no set."""
        if phrase not in self._of:  # as most
            return ()
        found = (other for number in self._of[phrase] for other in self._sets[number])
        return tuple(dict.fromkeys(other for other in found if other != phrase))


@cache
def load_same_words() -> SameWords:
    """Read the shipped list once."""
    return SameWords(same_words())
