"""The stems by which cues are sought: without one of them in a text its pattern is not even tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.events.ingest.classify.cues import CUES, Cue


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: f"{cue.field} {cue.value}")
@given(st.data())
def test_what_a_cue_finds_holds_one_of_its_stems(cue: Cue, data: st.DataObject) -> None:
    found = cue.pattern.search(data.draw(st.from_regex(cue.pattern)))
    assert found is not None
    assert any(stem in found[0] for stem in cue.stems)
