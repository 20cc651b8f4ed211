"""Claiming a source as its publisher, and what a publisher may then set."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contracts.model import Answer, Request

SHORTEST_HOURS, LONGEST_HOURS = 1, 168


class ClaimMethod(StrEnum):
    """How a publisher proves that a source is theirs."""

    REL_ME = "rel_me"
    DNS_TXT = "dns_txt"
    MAIL_WEBMASTER = "mail_webmaster"
    MAIL_INFO = "mail_info"

    @property
    def mailbox(self) -> str | None:
        """The mailbox of the domain that is written to; None where a proof is published."""
        return self.value.removeprefix("mail_") if self.value.startswith("mail_") else None


class ClaimState(StrEnum):
    """Where a claim stands. A `failing` one still counts, until its grace is over and it has `lapsed`."""

    PENDING = "pending"
    VERIFIED = "verified"
    FAILING = "failing"
    LAPSED = "lapsed"


class NewClaim(Request):
    """Say that a source is mine, and how I shall prove it."""

    method: ClaimMethod


class Look(Answer):
    """One place where a proof was looked for, and what was seen there."""

    where: str = Field(examples=["example.org"])
    seen: str = Field(examples=["2 TXT records, none of them this one"])
    found: bool


class Claim(Answer):
    """A claim with what to publish, where, and what the last check saw."""

    id: str = Field(examples=["clm_01jd3c9m8q7v0w1x2y3z4a5b6c"])
    source_id: str
    method: ClaimMethod
    state: ClaimState
    publish: str = Field(
        description="the text of the TXT record, or the element to put into the page; empty where we write",
        examples=["acquaint-site-verification=9f2c…"],
    )
    places: tuple[str, ...] = Field(
        description="domain names, page addresses, or the address we write to; one of them is enough",
        examples=[["example.org"]],
    )
    looks: tuple[Look, ...] = Field(description="what the last check saw; empty before the first")
    note: str | None = Field(description="what to know about its state", examples=["Checked again monthly."])
    created_at: datetime
    verified_at: datetime | None
    checked_at: datetime | None
    next_check_at: datetime | None


class ClaimOffer(Answer):
    """A method with the places where its proof may stand, or the reason why it cannot serve here."""

    method: ClaimMethod
    places: tuple[str, ...]
    why_not: str | None


class ProofOf(Answer):
    """What a proof speaks for; for whom, and at which address, only where a letter asks for it."""

    source_id: str
    title: str
    person_id: str | None = None
    address: str | None = None
    is_confirmed: bool = False


class ClaimLetter(Answer):
    """A letter to send: who reads it can confirm the claim by its token, which the claimant never sees."""

    claim: Claim
    token: str
    address: str
    title: str


class SourceSettings(Answer):
    """What the publisher of a source has set; null where they leave it to us."""

    most_often_hours: int | None = Field(description="at most one fetch in so many hours", examples=[24])
    paused: bool
    stopped: bool = Field(description="never fetched again, until the publisher undoes it")
    withdrawn: bool = Field(description="its events are no longer shown")
    title: str | None = Field(description="instead of ours")
    licence: str | None
    attribution: str | None
    timezone: str | None = Field(description="IANA zone of times that have none")


_Line = Annotated[str, Field(min_length=1, max_length=300)]


class ChangeSettings(Request):
    """Fields to change; null leaves a field to us again. `withdraw` goes with `stopped` alone."""

    most_often_hours: Annotated[int, Field(ge=SHORTEST_HOURS, le=LONGEST_HOURS)] | None = None
    paused: bool = False
    stopped: bool = False
    withdraw: bool = Field(default=False, description="also stop showing its events; undone with `stopped`")
    title: _Line | None = None
    licence: _Line | None = None
    attribution: _Line | None = None
    timezone: Annotated[str, Field(max_length=64)] | None = None
