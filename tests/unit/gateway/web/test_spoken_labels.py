"""What is read out of a control holds what is seen of it: whoever speaks to a page says what stands there."""

import re
from pathlib import Path

import services.gateway.web

TEMPLATES = sorted((Path(services.gateway.web.__path__[0]) / "templates").glob("*.html"))
LABELLED = re.compile(r'aria-label="([^"]*)"[^>]*>([^<]+)</(?:a|button)>')


def test_a_spoken_label_holds_the_words_that_are_seen() -> None:
    found = [(page.name, *it) for page in TEMPLATES for it in LABELLED.findall(page.read_text("utf-8"))]
    assert found
    assert [it for it in found if it[2] not in it[1]] == []
