"""What a search could be narrowed to: links with counts, from the facets of its answer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from services.gateway.web.forms.search import SearchForm, search_link
from services.gateway.web.words import KINDS, MODES
from shared.contracts.catalogue.lists import FacetValue
from shared.kernel.countries import country_name

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Link:
    """One way to narrow a search, and how many events would be left."""

    label: str
    count: int
    href: str


def narrower(
    form: SearchForm, facets: Mapping[str, Sequence[FacetValue]], topic_labels: Mapping[str, str]
) -> list[tuple[str, list[Link]]]:
    """Return headings with links, for what is not chosen yet and leaves a choice."""
    ways: tuple[tuple[str, str, Callable[[str], str | None]], ...] = (
        ("topic", "Topic", topic_labels.get),
        ("kind", "Kind", KINDS.get),
        ("country", "Country", country_name),
        ("mode", "Way", MODES.get),
    )
    groups = [(heading, _links(form, name, facets.get(name, ()), label)) for name, heading, label in ways]
    return [(heading, links) for heading, links in groups if len(links) > 1]


def without(form: SearchForm, name: str) -> str:
    """Return the link to the same search without one of its filters."""
    return search_link(replace(form, **{name: ""}))


def _links(
    form: SearchForm, name: str, values: Sequence[FacetValue], label: Callable[[str], str | None]
) -> list[Link]:
    if getattr(form, name):
        return []
    named = [(label(each.value), each) for each in values]
    return [
        Link(told, each.count, search_link(replace(form, **{name: each.value})))
        for told, each in named
        if told
    ][:MOST_SHOWN]
