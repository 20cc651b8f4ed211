"""What we ask of whoever carries letters, and the two ways in which it can go wrong."""

from typing import Protocol

from services.gateway.letters.message import Letter


class Refused(Exception):  # noqa: N818 - the words of RFC 5321: a server refuses
    """The letter was certainly not accepted. `permanent` means that another try cannot help (5xx)."""

    def __init__(self, detail: str, *, permanent: bool) -> None:
        super().__init__(detail)
        self.permanent = permanent


class Unanswered(Exception):  # noqa: N818 - not an error of anyone's; the answer is missing
    """The letter was handed over and the answer never came: it may or may not arrive (RFC 1047)."""


class Mailer(Protocol):
    """Whoever takes letters."""

    @property
    def name(self) -> str:
        """Who it is, without secrets; only the same one can be asked what became of a letter."""
        ...

    async def send(self, letter: Letter) -> str:
        """Hand one letter over and return the receipt.

        Raises:
            Refused: Certainly not accepted.
            Unanswered: Perhaps accepted.
        """
        ...

    async def knows(self, message_id: str) -> bool | None:
        """Tell whether this letter was accepted before; None when that cannot be told."""
        ...

    async def greet(self) -> None:
        """Ask whether letters would be taken now, without one.

        Raises:
            Refused: They would not.
        """
        ...
