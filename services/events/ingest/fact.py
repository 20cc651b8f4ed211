"""Something that a source says of an event besides what, when and where."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """A field, its value, and the words it was told by.

    A field that nobody speaks of has no fact: not known is not no. Flags are `yes` and `no`. `url` is the
    page of the fact itself, as that of a code of conduct, None for what the event's own page says.
    """

    field: str
    value: str
    said: str
    url: str | None = None


YES, NO = "yes", "no"
ACCESSIBILITY = (
    "code_of_conduct",
    "captions_or_sign_language",
    "step_free",
    "childcare",
    "scholarships",
    "recorded",
    "alcohol_free",
)
"""The flags, as the API names them."""
