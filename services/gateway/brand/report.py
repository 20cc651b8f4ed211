"""Whether a person's pages say the same as their profile: agree, differ, or do not tell."""

import re
from collections.abc import Callable, Iterator, Sequence

from services.gateway.brand.page_facts import Facts, Said
from services.gateway.brand.proof import OwnPage, state_of
from shared.contracts.brand import About, BrandField, BrandStep, FieldReport, PageSays, Verdict
from shared.contracts.people import Profile
from shared.text import fold

ALIKE = 0.5
"""The share of the words of a headline, or of the skills, that a page has to hold to say the same."""
_WORD = re.compile(r"\w+")
_SAID: dict[BrandField, Callable[[Facts], Sequence[Said]]] = {
    "name": lambda facts: facts.names,
    "headline": lambda facts: facts.headlines,
    "organisation": lambda facts: facts.organisations,
    "place": lambda facts: facts.places,
}
_NOTES: dict[BrandField, str] = {
    "name": "Use one name everywhere, or people who look you up will not be sure that it is you.",
    "headline": "Say the same of what you do on your page and here; change the one that is out of date.",
    "organisation": "Name the same organisation on your page and here; change the one that is out of date.",
    "place": "Name the same town on your page and here; change the one that is out of date.",
    "skills": "Your pages do not mention most of your skills; show there what you want to be known for.",
}


def field_reports(profile: Profile, pages: Sequence[OwnPage]) -> tuple[FieldReport, ...]:
    """Return each field beside every page that was read."""
    read = [page for page in pages if page.checked_at is not None]
    found = []
    for name, mine in _mine(profile):
        says = tuple(_page_says(name, mine, profile, page) for page in read)
        verdict = _of_all([one.verdict for one in says])
        fix = _NOTES[name] if verdict == "differ" else None
        found.append(FieldReport(field=name, mine=mine, verdict=verdict, pages=says, fix=fix))
    return tuple(found)


def consistency(fields: Sequence[FieldReport]) -> float | None:
    """Return the share of what pages tell that agrees; None where they tell nothing."""
    told = [one.verdict for field in fields for one in field.pages if one.verdict != "unknown"]
    return round(told.count("agree") / len(told), 2) if told else None


def to_do(profile: Profile, pages: Sequence[OwnPage], fields: Sequence[FieldReport]) -> tuple[BrandStep, ...]:
    """Return what would help most: a page that is proven, then one story, then a fuller profile."""
    return tuple(_to_do(profile, pages, fields))


def _to_do(profile: Profile, pages: Sequence[OwnPage], fields: Sequence[FieldReport]) -> Iterator[BrandStep]:
    if not pages:
        yield BrandStep(
            text="Name a page of yours, such as your own site or a public profile.", about="pages"
        )
    elif all(state_of(page) == "unverified" for page in pages):
        text = (
            "Prove that one of your pages is yours: put the link on it that stands beside it, and check it."
        )
        yield BrandStep(text=text, about="pages")
    for page in pages:
        if state_of(page) == "missing":
            text = f"The link back is gone from {page.url}; put it there again."
            yield BrandStep(text=text, about="pages")
    yield from (BrandStep(text=field.fix, about=field.field) for field in fields if field.fix)
    missing: tuple[tuple[str, About, object], ...] = (
        ("a headline: what you do, in one line", "headline", profile.headline),
        ("skills that set you apart", "skills", profile.skills),
        ("what matters to you", "values", profile.values),
        ("what you can give", "offers", profile.offers),
    )
    yield from (
        BrandStep(text=f"Add to your profile {name}.", about=about)
        for name, about, held in missing
        if not held
    )


def _mine(profile: Profile) -> Iterator[tuple[BrandField, str | None]]:
    yield "name", profile.display_name
    yield "headline", profile.headline
    yield "organisation", profile.organisation
    yield "place", profile.place.city if profile.place else None
    yield "skills", ", ".join(profile.skills) or None


def _page_says(name: BrandField, mine: str | None, profile: Profile, page: OwnPage) -> PageSays:
    said = _skills(profile, page) if name == "skills" else _compared(name, mine, page)
    verdict, one = said if mine else ("unknown", said[1])
    assert page.checked_at is not None  # noqa: S101 - only pages that were read come here
    return PageSays(
        link_id=page.id, url=page.url, verdict=verdict, says=one.text if one else None,
        where=one.where if one else None, seen_at=page.checked_at,
    )  # fmt: skip


def _compared(name: BrandField, mine: str | None, page: OwnPage) -> tuple[Verdict, Said | None]:
    """Compare with what the page says outright; what only its text holds can agree, never differ."""
    said = _SAID[name](page.facts)
    for one in said:
        if mine and _alike(name, mine, one.text):
            return "agree", one
    if said:
        return "differ", said[0]
    for where, text in (("title", page.facts.title), ("text", page.facts.text)):
        if mine and fold(mine) in fold(text):
            return "agree", Said(where, mine)
    return "unknown", None


def _skills(profile: Profile, page: OwnPage) -> tuple[Verdict, Said | None]:
    text = fold(page.facts.text)
    if not (text and profile.skills):
        return "unknown", None
    found = [skill for skill in profile.skills if fold(skill) in text]
    verdict: Verdict = "agree" if len(found) >= len(profile.skills) * ALIKE else "differ"
    return verdict, Said("text", ", ".join(found)[:200]) if found else None


def _alike(name: BrandField, mine: str, theirs: str) -> bool:
    """Names are alike when one holds all words of the other; what one does, by its words in common."""
    own, other = set(_WORD.findall(fold(mine))), set(_WORD.findall(fold(theirs)))
    if not (own and other):
        return False
    return len(own & other) >= len(own) * ALIKE if name == "headline" else own <= other or other <= own


def _of_all(verdicts: Sequence[Verdict]) -> Verdict:
    return "differ" if "differ" in verdicts else "agree" if "agree" in verdicts else "unknown"
