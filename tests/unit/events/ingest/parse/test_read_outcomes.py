"""Documents that are not what they were fetched as are never taken for empty ones."""

import pytest

from services.events.ingest.model import Outcome
from services.events.ingest.normalise.text import LONGEST_TITLE
from services.events.ingest.parse.document import MAX_BYTES
from tests.support.reading import calendar, read

LOGIN = "<!doctype html><html><body><form>Please sign in</form></body></html>"


@pytest.mark.parametrize(
    ("body", "url", "expected"),
    [
        (LOGIN, "https://x.example/events.ics", (Outcome.NOT_WHAT_IT_CLAIMS, ("html_instead_of_icalendar",))),
        (LOGIN, "https://x.example/all.json", (Outcome.NOT_WHAT_IT_CLAIMS, ("html_instead_of_json",))),
        (LOGIN, "https://x.example/page", (Outcome.UNSUPPORTED_FORMAT, ("no_event_markup",))),
        ("", "https://x.example/events.ics", (Outcome.NOT_WHAT_IT_CLAIMS, ("empty_body",))),
        (" \n\x00", "https://x.example/feed", (Outcome.NOT_WHAT_IT_CLAIMS, ("empty_body",))),
        ("Oh no", "https://x.example/a.ics", (Outcome.NOT_WHAT_IT_CLAIMS, ("text_instead_of_icalendar",))),
        ('{"message": "Oh no"}', "https://x.example/g", (Outcome.NOT_WHAT_IT_CLAIMS, ("error_answer",))),
        ('{"key": "val', "https://x.example/g", (Outcome.UNREADABLE, ("malformed_json",))),
        ("a,b\n1,2", "https://x.example/t", (Outcome.UNSUPPORTED_FORMAT, ("unsupported_format",))),
        ("<schedule/>", "https://x.example/s", (Outcome.UNSUPPORTED_FORMAT, ("unsupported_format",))),
        ("{}", "https://x.example/g", (Outcome.NOT_WHAT_IT_CLAIMS, ("empty_object",))),
        ("[]", "https://x.example/2027/rust.json", (Outcome.EMPTY, ())),
        (calendar("{% if it %}"), "https://x.example/e", (Outcome.OK, ("no_date", "unfilled_template"))),
        (calendar(), "https://x.example/events.ics", (Outcome.EMPTY, ())),
    ],
)  # fmt: skip
def test_every_document_has_an_outcome(
    body: str, url: str, expected: tuple[Outcome, tuple[str, ...]]
) -> None:
    reading = read(body, url)
    assert expected == (reading.outcome, tuple(each.reason for each in reading.rejected))
    assert reading.listings == ()


def test_the_media_type_is_a_claim_as_well() -> None:
    reading = read(LOGIN, "https://x.example/feed", media_type="text/calendar; charset=utf-8")
    assert reading.outcome is Outcome.NOT_WHAT_IT_CLAIMS


def test_a_document_is_bounded() -> None:
    assert read(b"[" * (MAX_BYTES + 1)).outcome is Outcome.TOO_LARGE


def test_of_a_record_that_is_rejected_a_title_is_kept_and_no_megabyte() -> None:
    items = (f"<item><title>{it}</title></item>" for it in ("Rust night", "x" * 1_000_000))
    reading = read(f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>')
    assert [(each.reason, each.title) for each in reading.rejected] == [
        ("no_date", "Rust night"), ("no_date", "x" * LONGEST_TITLE),
    ]  # fmt: skip


def test_deep_json_is_unreadable_not_a_crash() -> None:
    assert read("[" * 100_000).outcome is Outcome.UNREADABLE
