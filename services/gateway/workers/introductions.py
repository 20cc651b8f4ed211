"""Writes the letters of introductions: one for each step that matching tells of, however often it does."""

from services.gateway.introductions.letter import letter_to
from services.gateway.letters.unsubscribe import INTRODUCTIONS_LIST
from services.gateway.runtime import Runtime
from services.gateway.store.auth.accounts import email_of
from services.gateway.store.letters.notices import queue_notice
from services.gateway.workers.partner_news import tell_of_introduction
from shared.contracts.messages import Envelope, IntroductionMoved
from shared.contracts.network.introductions import Introduction
from shared.db import Connection
from shared.kernel.errors import AppError, Kind


async def introduction_moved(runtime: Runtime, conn: Connection, envelope: Envelope) -> None:
    """Write to the reader what they see of it by now, which may be nothing: then there is no letter."""
    fact = IntroductionMoved.model_validate(envelope.payload)
    found = await _seen_by(runtime, fact)
    if found is None:
        return
    if (notice := letter_to(fact.reader_id, found, runtime.house)) is not None:
        await queue_notice(conn, runtime.key, fact.reader_id, INTRODUCTIONS_LIST, notice)
    await tell_of_introduction(runtime, conn, fact.reader_id, found)


async def _seen_by(runtime: Runtime, fact: IntroductionMoved) -> Introduction | None:
    try:
        found = await runtime.matching.introduction(fact.reader_id, fact.introduction_id)
    except AppError as error:
        if error.kind is Kind.MISSING:  # withdrawn, blocked or erased since
            return None
        raise
    email = await email_of(runtime.db, found.person.id) if found.accepted_at else None
    return found.model_copy(update={"email": email})
