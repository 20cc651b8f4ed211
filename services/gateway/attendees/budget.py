"""How many people an organiser whom nobody let in may have us write to: a proof is no reputation."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from shared.kernel.errors import AppError, Kind

WINDOW: Final = timedelta(days=1)
MOST_OF_ONE: Final = 300
"""Letters within a day; each person gets one at most."""
MOST_OF_ALL: Final = 2_000
"""… over all such organisers: one who spams has many calendars."""


def left_of(own: int, of_all: int) -> int:
    """Return how many letters are left to an organiser after those of the past day."""
    return max(0, min(MOST_OF_ONE - own, MOST_OF_ALL - of_all))


@dataclass(slots=True)
class Budget:
    """Letters that are left. Who is brought is promised one, so that nobody is here who was not told."""

    left: int
    _promised: set[str] = field(default_factory=set)

    def reserve(self) -> None:
        """Put a letter aside for somebody new.

        Raises:
            AppError: `letters_spent`: nobody new may be brought today.
        """
        if self.left <= 0:
            detail = (
                f"An organiser whom nobody let in yet may bring {MOST_OF_ONE} people a day, and all together "
                f"{MOST_OF_ALL:,}: each gets a letter. Send this line again tomorrow, or ask those who run "
                "this Acquaint to let your source in."
            )
            raise AppError("letters_spent", Kind.CONFLICT, detail)
        self.left -= 1

    def promise(self, person_id: str) -> None:
        """Give a letter that was put aside to a person."""
        self._promised.add(person_id)

    def allows(self, person_id: str) -> bool:
        """Tell whether a person may be written to, and count it."""
        if person_id in self._promised:
            return True
        self.left -= 1
        return self.left >= 0
