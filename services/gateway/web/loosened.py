"""Where a search finds nothing: the same search with one of its conditions let go, each in words."""

from collections.abc import Iterator
from dataclasses import replace

from services.gateway.web.forms.search import SearchForm
from services.gateway.web.understood import taken
from shared.contracts.catalogue.lists import Wording

MOST = 4
_CONDITIONS = (
    (("starts_after", "starts_before"), "on any day"),
    (("near", "radius_km"), "anywhere"),
    (("topic",), "in every field"),
    (("kind",), "of any kind"),
    (("mode",), "in person or online"),
    (("country",), "in any country"),
)
"""Fields of the form, and the words for letting them go."""


def loosened(form: SearchForm, wording: Wording | None) -> list[tuple[str, SearchForm]]:
    """Return up to `MOST` looser searches that still ask for something, conditions among the words first."""
    return [(words, looser) for words, looser in _each(form, wording) if not looser.is_empty][:MOST]


def _each(form: SearchForm, wording: Wording | None) -> Iterator[tuple[str, SearchForm]]:
    for each in taken(form, wording):
        yield f"Without “{each.words}”", each.form
    for names, words in _CONDITIONS:
        if any(getattr(form, name) for name in names):
            yield words.capitalize(), replace(form, **dict.fromkeys(names, ""))
