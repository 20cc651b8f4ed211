"""What the publisher of a source may say of a pair of listings: whether they tell of one event.

Of two listings of theirs they may say anything; that theirs is not another's, too. That theirs is another's
they may say only of a pair that is in doubt anyway: else whoever proves a page would join any event to it.
What another person has said stands until that person, or whoever runs this, takes it back.
"""

from dataclasses import dataclass

from shared.kernel.errors import AppError, Kind


@dataclass(frozen=True, slots=True)
class HeldPair:
    """Two listings as held: whose each is, whether they are in doubt, and who has settled them if anybody."""

    sources: tuple[str, str]
    is_in_doubt: bool
    said_by: str | None


def check_pair(pair: HeldPair, source_id: str, person_id: str, *, same: bool | None) -> None:
    """Refuse what the publisher of the source may not say of the pair.

    Raises:
        AppError: `not_your_listing`, `not_in_doubt` (403), `settled_by_others` (409).
    """
    if source_id not in pair.sources:
        detail = "Neither of these listings is of this source; name one that is."
        raise AppError("not_your_listing", Kind.FORBIDDEN, detail)
    if pair.said_by not in {None, person_id}:
        detail = "Somebody else has said what these two are; ask whoever runs this to look at it."
        raise AppError("settled_by_others", Kind.CONFLICT, detail)
    is_known = pair.is_in_doubt or pair.said_by == person_id or set(pair.sources) == {source_id}
    if same and not is_known:
        detail = "Your listing is joined to another's only where the two are in doubt; see its doubts."
        raise AppError("not_in_doubt", Kind.FORBIDDEN, detail)
