"""The feed doctor's findings: pure, from an answer and what was read of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from services.events.ingest.doctor.advice import Advice, advice
from services.events.ingest.fetch.outcome import Validators
from services.events.ingest.fetch.verdict import Document
from services.events.ingest.look.pages import MAX_PAGES
from services.events.ingest.model import Reading, Rejected
from services.events.ingest.read.remarks import SHOWN_OF_A_KIND
from services.events.ingest.source.gate import is_off_topic
from services.events.ingest.when import sort_utc
from shared.contracts.sources.doctor import Finding, Grade
from shared.kernel.response import Response

_GRADES = tuple(Grade)
_CALENDAR_TYPE = "text/calendar"


def of_reading(reading: Reading, now: datetime, *, is_vouched: bool = True) -> tuple[Finding, ...]:
    """Return what is to be said of a document, worst first."""
    located = {remark.reason for remark in reading.remarks}
    refused = [each for each in reading.rejected if each.where != "document" or each.reason not in located]
    found = [
        *of_rejected(refused, reading.format),
        *_of_remarks(reading),
        *_of_dates(reading, now),
        *_of_pages(reading),
        *_of_matter(reading, is_vouched=is_vouched),
    ]
    return in_order(found)


def of_rejected(rejected: Iterable[Rejected], form: str | None) -> list[Finding]:
    """Return a finding for each record of a format that could not be used, with where it stands."""
    kinds: dict[str, list[Rejected]] = defaultdict(list)
    for each in rejected:
        kinds[each.reason].append(each)
    return [
        finding
        for reason, group in kinds.items()
        for finding in _bounded(reason, advice(reason, form), group, len(group))
    ]


def of_answer(answer: Response, document: Document, url: str) -> list[Finding]:
    """Return what is to be said of how a document was served."""
    headers, fetched = answer.headers, document.fetched
    media_type = (fetched.media_type or "").partition(";")[0].strip().lower()
    is_calendar = document.body[:200].lstrip().upper().startswith(b"BEGIN:VCALENDAR")
    said = []
    if moved := answer.permanent_redirect:
        fix = "Give the new address wherever you publish this one."
        said.append(_finding("moved", Grade.WARNING, f"It has moved to {moved}.", fix))
    if is_calendar and media_type != _CALENDAR_TYPE:
        wrong = f"A calendar is served as {media_type or 'nothing'}."
        said.append(_finding("media_type", Grade.WARNING, wrong, f"Serve it as {_CALENDAR_TYPE}."))
    if fetched.validators == Validators():
        missing = "It comes without ETag and Last-Modified."
        fix = "Send one: then we ask only whether it has changed, and may ask more often."
        said.append(_finding("no_validators", Grade.HINT, missing, fix))
    if url.startswith("http:"):
        said.append(_finding("not_encrypted", Grade.HINT, "It is not encrypted.", "Publish it by https."))
    if "set-cookie" in headers:
        said.append(_finding("cookie", Grade.HINT, "It sets a cookie.", "A feed needs none; drop it."))
    return said


def of_failure(reason: str) -> list[Finding]:
    """Return what is to be said where no document came."""
    return [_finding(reason, *advice(reason))]


def of_left_out(names: Sequence[str]) -> list[Finding]:
    """Return what is to be said of private parameters in an address: their names, never their values."""
    if not names:
        return []
    wrong = f"The address held a private key ({', '.join(names)}). We left it out and kept nothing of it."
    fix = "Publish the calendar, and give its public address. Whoever has seen the key can use it: renew it."
    return [_finding("private_token", Grade.WARNING, wrong, fix)]


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by grade, worst first, else as found."""
    return tuple(sorted(findings, key=lambda each: _GRADES.index(each.grade)))


def _of_remarks(reading: Reading) -> Iterator[Finding]:
    for remark in reading.remarks:
        grade, message, fix = advice(remark.reason, reading.format)
        if remark.everywhere:
            yield _finding(remark.reason, grade, f"Of every event: {message}", fix)
        else:
            yield from _bounded(remark.reason, (grade, message, fix), remark.shown, remark.count)


def _of_dates(reading: Reading, now: datetime) -> Iterator[Finding]:
    if reading.outcome == "empty":
        yield _finding(
            "no_events", Grade.WARNING, "There are no events in it.", "Nothing to do if that is so."
        )
    elif reading.listings and all(sort_utc(it.ends or it.starts, end=True) < now for it in reading.listings):
        yield _finding(
            "all_past", Grade.WARNING, "All its events are over.", "Add what is coming, or give the new feed."
        )


def _of_pages(reading: Reading) -> Iterator[Finding]:
    if reading.next_page is not None:
        first = "It is the first page of a list; only this page was looked at."
        fix = f"Nothing to do: once it is watched, up to {MAX_PAGES} pages are read as one list."
        yield _finding("first_of_pages", Grade.HINT, first, fix)


def _of_matter(reading: Reading, *, is_vouched: bool) -> Iterator[Finding]:
    if not is_vouched and is_off_topic(reading):
        yield _finding("for_review", *advice("for_review"))


def _bounded(code: str, said: Advice, shown: Sequence[Rejected], count: int) -> Iterator[Finding]:
    for each in shown[:SHOWN_OF_A_KIND]:
        yield _finding(code, *said, _where(each))
    if count > SHOWN_OF_A_KIND:
        yield _finding(code, *said, f"and {count - SHOWN_OF_A_KIND} more")


def _where(each: Rejected) -> str | None:
    title = f" (“{each.title[:80]}”)" if each.title else ""
    place = "" if each.where == "document" else each.where
    return (place + title).strip() or None


def _finding(code: str, grade: Grade, message: str, fix: str, where: str | None = None) -> Finding:
    return Finding(grade=grade, code=code, where=where, message=message, fix=fix)
