"""What of a search was understood as a condition, in words, each with the way to take it back."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from services.gateway.web.dates import write_day, write_span
from services.gateway.web.forms.search import SearchForm, search_link
from services.gateway.web.words import KINDS, MODES
from shared.contracts.catalogue.lists import Understood, Wording

_USUAL_RADIUS_KM = 50.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Words of a search, what they were taken for, and the same search without them."""

    words: str
    meaning: str
    form: SearchForm

    @property
    def link(self) -> str:
        """Return the page of the search without them."""
        return search_link(self.form)


def taken(form: SearchForm, wording: Wording | None) -> list[Taken]:
    """Return what was understood and counts; a place that nobody knows does not."""
    told = wording.understood if wording else ()
    return [
        Taken(each.words, meaning, replace(form, q=each.without))
        for each in told
        if (meaning := _meaning(each))
    ]


def asks_nearby(wording: Wording | None) -> bool:
    """Tell whether somebody asks for what is near them without saying where they are."""
    return wording is not None and any(it.means == "near" and not it.value for it in wording.understood)


def _meaning(told: Understood) -> str | None:
    """`Sat 4 – Sun 5 Jan 2025`, `within 50 km of Berlin`; None for a place that is not known."""
    if told.means == "days":
        return " or ".join(_write_days(*run.split("/")) for run in told.value.split(","))
    if told.means == "near":
        return f"within {told.radius_km or _USUAL_RADIUS_KM:g} km of {told.value}" if told.value else None
    if told.means == "cfp":
        return "open call for papers"
    if told.means == "price":
        return f"at most {told.value}, as far as told"
    if told.means in {"free", "without"}:
        return "free, as far as told" if told.means == "free" else f"without “{told.value}”"
    return {"mode": MODES, "kind": KINDS}[told.means].get(told.value, told.value)


def _write_days(begins: str, ends: str) -> str:
    """`Sat 4 – Sun 5 Jan 2025`, `from Tue 1 Jul 2025`; of a whole month or year its name."""
    first = date.fromisoformat(begins)
    if ends == "..":
        return f"from {write_day(first)}"
    last = date.fromisoformat(ends)
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if first.month == last.month:
            return first.strftime("%B %Y")
        if (first.month, last.month) == (1, 12):
            return first.strftime("%Y")
    return write_span(first, last)
