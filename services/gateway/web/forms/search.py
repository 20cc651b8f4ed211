"""The search form: what the page's query says, and the same search as the API's query."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from urllib.parse import parse_qs, urlencode, urlsplit

from shared.contracts.catalogue.lists import Wording


@dataclass(frozen=True, slots=True)
class SearchForm:
    """What a visitor typed; empty texts stand for "any". Dates are `YYYY-MM-DD`."""

    q: str = ""
    near: str = ""
    radius_km: str = ""
    topic: str = ""
    kind: str = ""
    mode: str = ""
    country: str = ""
    series: str = ""
    organiser: str = ""
    starts_after: str = ""
    starts_before: str = ""
    exact: str = ""
    """`true` searches for exactly what was typed."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is asked for, so that the page shows everything ahead."""
        return not self.filters()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether something besides the words is asked for."""
        return any(name not in {"q", "exact"} for name, _ in self.filters())

    @property
    def is_wordless(self) -> bool:
        """Tell whether what was typed is signs alone, of which none is a word to look for."""
        return bool(self.q) and not any(map(str.isalnum, self.q))

    def filters(self) -> list[tuple[str, str]]:
        """Return the API's parameters; what means nothing without another is left out."""
        named = [(item.name, getattr(self, item.name)) for item in fields(self)]
        needs = {"radius_km": self.near, "exact": self.q}
        return [(name, value) for name, value in named if value and needs.get(name, "some")]


def read_search(query: Iterable[tuple[str, str]]) -> SearchForm:
    """Read the page's query; what the form does not know (as trackers add) is left out."""
    known = {item.name for item in fields(SearchForm)}
    return SearchForm(**{name: value.strip()[:300] for name, value in query if name in known})


def api_query(form: SearchForm, *, limit: int, cursor: str | None) -> str:
    """Write the query of `/v1/events` for one page of results; the first comes with facets."""
    rest = ("cursor", cursor) if cursor else ("include", "facets")
    return urlencode([*form.filters(), ("limit", str(limit)), ("include", "series"), rest])


def cursor_of(next_url: str | None) -> str | None:
    """Return the cursor of the API's `next`."""
    return next(iter(parse_qs(urlsplit(next_url or "").query).get("cursor", ())), None)


def page_link(form: SearchForm, next_url: str | None) -> str | None:
    """Return the page's link to the next results, carrying the cursor of the API's `next`."""
    cursor = cursor_of(next_url)
    return f"/?{urlencode([*form.filters(), ('cursor', cursor)])}" if cursor else None


def search_link(form: SearchForm) -> str:
    """Return the page with the first results of a search."""
    query = urlencode(form.filters())
    return f"/?{query}" if query else "/"


def feed_link(form: SearchForm, ending: str) -> str:
    """Return the link by which a program subscribes to this search: `ics`, `rss` or `json`."""
    query = urlencode(form.filters())
    return f"/v1/events.{ending}" + (f"?{query}" if query else "")


def followed(form: SearchForm, wording: Wording | None) -> SearchForm:
    """Return the search to subscribe to: with its words mended where nothing has them as typed."""
    return replace(form, q=wording.searched if wording else form.q)


def meant_link(form: SearchForm, wording: Wording | None) -> str | None:
    """Return the page of what was likely meant, None where that is what was typed or is shown already."""
    if wording is None or wording.did_you_mean in {None, wording.searched}:
        return None
    return search_link(replace(form, q=wording.did_you_mean or "", exact=""))
