import pytest

from services.events.ingest.model import Rejected
from services.events.ingest.parse.wire import yaml_text
from services.events.ingest.parse.wire.yaml_text import read_yaml


def test_what_a_merge_brings_counts_as_if_it_had_been_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "MAX_NODES", 30)
    base, merged = "- &base {a: 1, b: 2, c: 3}\n", "- {<<: *base}\n"

    (written,), cut = read_yaml(base + merged * 3)
    _, cut_at_the_fourth = read_yaml(base + merged * 4)

    assert (written, cut) == ([{"a": "1", "b": "2", "c": "3"}] * 4, None)
    assert cut_at_the_fourth == Rejected("cut_off_too_many_nodes", "document")
