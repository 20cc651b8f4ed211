"""What a person cares for: the firmest that says so, fading with events gone to, up to the areas."""

from dataclasses import replace
from datetime import timedelta

import pytest

from services.matching.people.interests import ATTENDED, GAMMA, evidence, strengths, visible_evidence
from services.matching.people.person import TopicEvidence, Visited
from services.matching.people.visibility import Viewer
from tests.support.people import NOW, WORDS, person

RUST = "software.rust"
ANA = person("ana")


def went(event_id: str, days_ago: int, *, listed: bool = True) -> Visited:
    return Visited(event_id, {RUST: 0.5}, NOW - timedelta(days=days_ago), listed)


def said(topic: str, weight: float, field: str = "interests") -> TopicEvidence:
    return TopicEvidence(topic, weight, f"{field}[0]", field, topic)


@pytest.mark.parametrize(("days_ago", "weight"), [(0, 1.0), (180, 0.5), (360, 0.25), (-30, 1.0)], ids=str)
def test_an_event_tells_half_as_much_after_half_a_year_and_all_before_it_is_over(
    days_ago: int, weight: float
) -> None:
    visited = replace(ANA, visited=(went("evt_1", days_ago), went("evt_here", 0)))
    (found,) = evidence(visited, NOW, WORDS.labels, here="evt_here")
    assert (found.topic, found.path) == (RUST, "attendance.evt_1")
    assert found.weight == pytest.approx(ATTENDED * 0.5 * weight)


def test_the_firmest_counts_once_and_its_area_gets_a_part() -> None:
    found = strengths([said(RUST, 0.4), said(RUST, 0.8), said("software.go", 0.6), said("law", 0.1)])
    assert found == {RUST: 0.8, "software.go": 0.6, "law": 0.1, "software": GAMMA * 0.8}


def test_a_viewer_sees_the_firmest_that_they_may() -> None:
    visited = replace(ANA, visited=(went("evt_1", 0), went("evt_2", 0, listed=False)))
    hidden = TopicEvidence("law", 0.9, "attendance.evt_2", "attendance", "Law")
    weak, firm = said(RUST, 0.4, "headline"), said(RUST, 0.8, "bio")
    seen = visible_evidence(visited, [weak, firm, said(RUST, 0.8, "skills"), hidden], Viewer.ATTENDEE)
    assert seen == {RUST: firm}
