"""Whether somebody comes, by what a registration system writes in its column of statuses."""

from services.gateway.attendees.agreement import agreement
from services.gateway.attendees.columns import our_name
from shared.contracts.partners.attendees import StandStatus

_CALLED_OFF = (
    "cancel", "refund", "declin", "void", "delet", "reject", "expir", "withdr", "waitlist", "storn",
    "abgesag", "absag", "abgemeld", "annul", "refus", "afgemeld", "geannuleer", "anulow", "отмен",
)  # fmt: skip
"""How words begin that say of an order, a ticket or a guest that nobody comes by it."""
_NOT_COMING = frozenset({
    "not_attending", "not_going", "not_coming", "waiting_list", "on_waiting_list", "on_the_waiting_list",
    "warteliste", "liste_d_attente", "lista_de_espera", "pending_approval", "awaiting_approval", "invited",
    "eingeladen", "invite", "invitado", "キャンセル", "欠席", "取消", "已取消", "취소",
})  # fmt: skip
_PERHAPS = frozenset({"interested", "maybe", "perhaps", "tentative", "vielleicht", "interessiert"})
_SPARED = frozenset({"not", "no", "un", "partially", "partly", "nicht", "non", "teilweise"})
"""Words beside which others say less: `Not cancelled`, `Partially refunded`."""


def stand_of(cell: str) -> StandStatus:
    """Return how somebody stands; what says neither of them comes, as a status of another kind does."""
    said = our_name(cell, {})
    if said in _PERHAPS:
        return StandStatus.INTERESTED
    words = said.split("_")
    is_off = any(word.startswith(_CALLED_OFF) for word in words) and not _SPARED.intersection(words)
    return (
        StandStatus.NOT_GOING
        if is_off or said in _NOT_COMING or agreement(cell) is False
        else StandStatus.GOING
    )
