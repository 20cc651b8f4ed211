"""Bringing whom I know from elsewhere: a file of contacts, and what became of every line."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from shared.contracts.days import Day
from shared.contracts.model import Answer, Request
from shared.contracts.network.connections import Headline
from shared.contracts.people import Link, Profile, Short

MOST_AT_ONCE = 200
"""So many fit a request between services, however long their fields."""
ContactFormat = Literal["linkedin", "vcard", "hcard", "json_resume"]
ContactOutcome = Literal["added", "known", "refused"]
LineOutcome = Literal["waiting", "added", "known", "refused"]
FULL = "You keep as many people as there is room for; forget some first."


_DRAFT = Field(
    None,
    description="of a JSON Resume: my profile as it could be. Nothing of it is kept until I save it by "
    "`PUT /v1/me`, with `profile_version` as `If-Match`",
)


class Contact(Request):
    """Somebody of a file."""

    name: Short
    headline: Headline | None = None
    organisation: Short | None = None
    email: Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,190}$")] | None = None
    link: Link | None = None
    since: Day | None = None
    person_id: str | None = Field(None, description="whose account the address is; never told to who asks")


class Contacts(Request):
    """Some contacts to keep, or with `dry_run` to look at."""

    items: tuple[Contact, ...] = Field(max_length=MOST_AT_ONCE)
    dry_run: bool = False


class Recognised(Request):
    """Whose address it is of those somebody is introduced to, and so reads it anyway."""

    other_id: str
    email: str


class ContactsKept(Answer):
    """What became of each contact, in the order given."""

    outcomes: tuple[ContactOutcome, ...]


class ContactLine(Answer):
    """What became of one line."""

    line: int = Field(description="where in the file, from 1")
    outcome: LineOutcome = Field(
        description="known: kept already, by address, page, or name and organisation, or oneself"
    )
    name: str | None
    detail: str | None = Field(description="why it was refused")


class MyImport(Answer):
    """A file that I brought, on its way. A dry run looks at every line and keeps nothing."""

    id: str = Field(examples=["imp_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    format: ContactFormat
    dry_run: bool
    state: Literal["waiting", "finished", "failed"]
    lines: int
    added: int
    known: int
    refused: int
    created_at: datetime
    finished_at: datetime | None
    detail: str | None = Field(default=None, description="of one that failed: why, and what to do")
    profile: Profile | None = _DRAFT
    profile_version: int | None = None


class ContactImport(Answer):
    """What became of a file, as a page shows it."""

    format: ContactFormat
    dry_run: bool
    added: int
    known: int
    refused: int
    lines: tuple[ContactLine, ...]
    profile: Profile | None = _DRAFT
    profile_version: int | None = None
