from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from services.events.sources.address import source_address, spellings
from services.events.sources.publisher.wishes import (
    Wishes,
    changed,
    must_read_anew,
    must_redraft,
    not_before,
    to_settings,
)
from services.events.sources.schedule import Pace, next_fetch
from shared.contracts.sources.claims import ChangeSettings, SourceSettings
from shared.kernel.errors import AppError

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=2)
SECONDS = st.integers(0, 30 * 86_400)


def change(**fields: object) -> ChangeSettings:
    return ChangeSettings.model_validate(fields)


def test_only_what_is_named_changes() -> None:
    held = Wishes(most_often_s=86_400, own_title="Ours", own_timezone="Europe/Berlin")
    made = changed(held, change(title=None, licence=" CC0-1.0 ", paused=True), NOW)

    assert Wishes(86_400, paused=True, own_licence="CC0-1.0", own_timezone="Europe/Berlin") == made
    assert SourceSettings(
        most_often_hours=24, paused=True, stopped=False, withdrawn=False, title=None, licence="CC0-1.0",
        attribution=None, timezone="Europe/Berlin",
    ) == to_settings(made)  # fmt: skip
    assert held == changed(held, change(), NOW)


def test_stopping_is_undone_together_with_withdrawing() -> None:
    stopped = changed(Wishes(), change(stopped=True), NOW)
    withdrawn = changed(stopped, change(stopped=True, withdraw=True), LATER)
    resumed = changed(withdrawn, change(stopped=False), LATER)

    assert Wishes(stopped_at=NOW) == stopped
    assert Wishes(stopped_at=NOW, withdrawn=True) == withdrawn
    assert Wishes() == resumed
    assert [False, True, True] == [
        must_redraft(*pair) for pair in ((Wishes(), stopped), (stopped, withdrawn), (withdrawn, resumed))
    ]
    assert [False, False, True] == [
        must_read_anew(*pair) for pair in ((Wishes(), stopped), (stopped, withdrawn), (withdrawn, resumed))
    ]


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [({"timezone": "Mars/Olympus"}, "/timezone"), ({"timezone": "../etc/passwd"}, "/timezone"),
     ({"timezone": ""}, "/timezone"), ({"withdraw": True}, "/withdraw")],
)  # fmt: skip
def test_what_cannot_be_is_refused_by_name(fields: dict[str, object], pointer: str) -> None:
    with pytest.raises(AppError) as caught:
        changed(Wishes(), change(**fields), NOW)
    assert ("settings_invalid", [pointer]) == (caught.value.code, [it.pointer for it in caught.value.errors])


@pytest.mark.parametrize(
    "fields",
    [{"most_often_hours": 0}, {"most_often_hours": 169}, {"paused": None}, {"title": ""}, {"every_hours": 3}],
)
def test_what_is_no_setting_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        change(**fields)


PACES = st.builds(
    Pace,
    every_s=st.integers(600, 604_800),
    failures=st.integers(0, 20),
    hint_s=SECONDS,
    next_event=st.none() | SECONDS.map(lambda ahead: NOW + timedelta(seconds=ahead)),
    has_validators=st.booleans(),
    retry_after_s=st.none() | SECONDS,
    is_pushed=st.booleans(),
)


@given(PACES, st.integers(3600, 604_800), st.floats(0, 0.999))
def test_a_budget_is_a_floor(pace: Pace, budget: int, spread: float) -> None:
    due = next_fetch(replace(pace, most_often_s=budget), NOW, spread)
    assert max(next_fetch(pace, NOW, spread), NOW + timedelta(seconds=budget)) == due


def test_a_budget_counts_from_the_last_fetch() -> None:
    hour = timedelta(hours=1)
    assert [NOW, NOW, NOW, NOW + 23 * hour] == [
        not_before(None, 86_400, NOW),
        not_before(NOW - hour, None, NOW),
        not_before(NOW - 30 * hour, 86_400, NOW),
        not_before(NOW - hour, 86_400, NOW),
    ]


@given(st.sampled_from(["http", "https"]), st.booleans(), st.sampled_from(["/", "/a.ics", "/a/", "/a/b?c=1"]))
def test_every_spelling_has_the_same_spellings(scheme: str, www: bool, path: str) -> None:
    url = source_address(f"{scheme}://{'www.' if www else ''}example.org{path}")
    assert url in spellings(url)
    assert all(set(spellings(url)) == set(spellings(other)) for other in spellings(url))
