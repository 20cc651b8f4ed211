"""What is written to the two of an introduction, each of what its reader sees on their own page."""

from collections.abc import Iterable
from datetime import datetime

from services.gateway.letters.lists import House, Notice, notice
from services.gateway.letters.unsubscribe import INTRODUCTIONS_LIST
from services.gateway.letters.words import on_day, plain
from shared.contracts.network.introductions import Introduction

_LONGEST = 140


def letter_to(reader_id: str, one: Introduction, house: House) -> Notice | None:
    """Return the letter that an introduction gives one of the two cause for, as it stands; or none."""
    if one.state == "waiting" and not one.by_me:
        return asked(one, reader_id, house)
    return agreed(one, reader_id, house) if one.state == "accepted" and one.by_me else None


def asked(one: Introduction, reader_id: str, house: House) -> Notice:
    """Write to who is asked. A no is told to nobody, and the letter says so."""
    at = f" at {plain(one.event_title, _LONGEST)}" if one.event_title else ""
    return notice(
        house, reader_id, INTRODUCTIONS_LIST, f"asked.{one.id}",
        f"Somebody would like to meet you{at}",
        f"{_name(one)} would like to meet you{at}.",
        _about(one),
        f"They wrote:\n\n{_quoted(one.message)}",
        f"Why you two, as far as we can tell:\n{_listed(reason.text for reason in one.reasons)}"
        if one.reasons else "",
        f"Agree, and each of you sees the other's e-mail address. Say no, or nothing until "
        f"{_day(one.expires_at)}{', when the event is over' if one.with_event else ''}, "
        f"and nobody is told:\n{_page(house, one)}",
    )  # fmt: skip


def agreed(one: Introduction, reader_id: str, house: House) -> Notice:
    """Write to who asked, once the other has agreed, with what to write to them first."""
    draft = one.opening or (one.follow_up.draft if one.follow_up else "")
    return notice(
        house, reader_id, INTRODUCTIONS_LIST, f"agreed.{one.id}",
        "You are introduced",
        f"{_name(one)} would like to meet you, too.",
        _about(one),
        f"They answered:\n\n{_quoted(one.reply)}" if one.reply else "",
        f"Write to them: {one.email}" if one.email else "",
        f"You could begin with:\n\n{_quoted(draft)}" if draft else "",
        f"What to ask, and listen to:\n{_listed(one.questions)}" if one.questions else "",
        f"All of it, and when to follow up:\n{_page(house, one)}",
    )  # fmt: skip


def _name(one: Introduction) -> str:
    return plain(one.person.display_name, _LONGEST)


def _about(one: Introduction) -> str:
    """Quote who they are: a headline may be a sentence of theirs, and fits into none of ours."""
    facts = [fact for fact in (one.person.headline, one.person.organisation) if fact]
    return "They say of themselves:\n\n" + "\n".join(map(_quoted, facts)) if facts else ""


def _quoted(text: str) -> str:
    return "\n".join(f"> {plain(line, 600)}" for line in text.splitlines() if line.strip())


def _listed(sentences: Iterable[str]) -> str:
    return "\n".join(f"- {plain(sentence, 600)}" for sentence in sentences)


def _day(moment: datetime) -> str:
    return on_day(moment.isoformat())


def _page(house: House, one: Introduction) -> str:
    return f"{house.public_url.rstrip('/')}/introductions#{one.id}"
