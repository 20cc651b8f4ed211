"""How many events a search by words should find, and what follows from that."""

from dataclasses import dataclass
from typing import Final

from services.events.search.wording import Wording

FEW: Final = 3
"""Events up to which a query may have been meant otherwise, by its letters or by its meaning."""
CONFINED: Final = 10
"""How many times as many events have the words as meet what else is asked where the latter are read first."""
HARDLY: Final = 0.25
"""Events that should have all of the words below which it is asked at once for what has most of them."""
EVERYWHERE: Final = 20
"""Of how many events one must meet what is asked besides a place, so that places soon have a page of them."""


@dataclass(frozen=True, slots=True)
class Expected:
    """About how many coming events have the words of a search; of very many, how many in the title.

    `worded` is how many have them whatever else is asked, `met` how many meet what else is asked whatever
    their words; `last` how many have the last word whole where it may begin another and is not alone.
    """

    hits: float
    worded: float
    met: float
    titled: float = 0.0
    last: float = 0.0

    def is_few(self, wording: Wording) -> bool:
        """Tell whether several words are likely met by so few events that their neighbours are shown, too."""
        return self.hits <= FEW and sum(not group.is_optional for group in wording) > 1

    @property
    def is_confined(self) -> bool:
        """Tell whether looking up the words would take longer than comparing all that meets the rest."""
        return self.worded > CONFINED * self.met

    @property
    def is_hardly_any(self) -> bool:
        """Tell whether no event at all should have all words."""
        return self.hits < HARDLY
