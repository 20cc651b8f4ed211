"""Pages of a person's own: that they are theirs, and whether they say the same as the profile."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.model import Answer, Request
from shared.contracts.people import Link

LinkState = Literal["unverified", "verified", "missing"]
Verdict = Literal["agree", "differ", "unknown"]
BrandField = Literal["name", "headline", "organisation", "place", "skills"]
About = Literal["pages", "name", "headline", "organisation", "place", "skills", "values", "offers"]


class NewLink(Request):
    """Name a page of mine; it is shown with my other links."""

    url: Annotated[Link, Field(examples=["https://ada.example/about"])]


class ProfileLink(Answer):
    """A page that I say is mine, and whether it says so too."""

    id: str = Field(examples=["lnk_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    url: str
    state: LinkState = Field(
        description="missing: the link back was there and is not now; it counts for fourteen days more"
    )
    verified_at: datetime | None
    checked_at: datetime | None
    seen: str | None = Field(description="what was found there, in words")
    to_publish: str = Field(
        description="what to put on the page, in its head or among its links",
        examples=['<a rel="me" href="https://acquaint.example/people/per_…">Acquaint</a>'],
    )


class PageSays(Answer):
    """What one page says in one respect."""

    link_id: str
    url: str
    verdict: Verdict
    says: str | None = Field(description="in its own words, cut short; null: it does not tell")
    where: str | None = Field(
        description="where on the page", examples=["h-card p-name", "JSON-LD Person.name"]
    )
    seen_at: datetime


class FieldReport(Answer):
    """One field of my profile beside my pages."""

    field: BrandField
    mine: str | None
    verdict: Verdict = Field(description="differ as soon as one page differs")
    pages: tuple[PageSays, ...]
    fix: str | None = Field(description="what to do; null: nothing")


class BrandStep(Answer):
    """One thing to put right, and where."""

    text: str
    about: About = Field(description="my pages, or the field of my profile")


class BrandReport(Answer):
    """Whether my pages and my profile tell of one and the same person. For my eyes alone."""

    links: tuple[ProfileLink, ...]
    fields: tuple[FieldReport, ...]
    consistency: float | None = Field(
        description="share of what pages tell that agrees with the profile; null: they tell nothing"
    )
    to_do: tuple[str, ...] = Field(description="what would help most, first things first")
    steps: tuple[BrandStep, ...] = Field((), description="the same, each with what it is about")
