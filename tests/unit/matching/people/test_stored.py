"""Rows of people that a newer release has kept are read by the one before: whoever goes back goes on."""

import json

import numpy as np

from services.matching.people.person import WIDTH, Sentence, TopicEvidence
from services.matching.store.stored import stored_profile, stored_traits
from shared.contracts.people import Language, Profile


def test_what_a_newer_release_keeps_besides_is_passed_over() -> None:
    kept = {"display_name": "Ada", "languages": [{"tag": "de", "level": "B2", "newer": 1}], "newer": ["x"]}
    topic, said = ("a.b", 0.5, "bio", "bio", "Bees", True), ("bio", "bio", "I keep bees", ["a.b"])
    traits = stored_traits(
        {"topics": [[*topic, "newer"]], "sentences": [[*said, "newer"]], "newer": {}}, bytes(2 * WIDTH)
    )

    ada = Profile(display_name="Ada", languages=(Language(tag="de", level="B2"),))
    assert [ada, ada] == [stored_profile(kept), stored_profile(json.dumps(kept))]
    assert (traits.topics, traits.sentences) == (
        (TopicEvidence(*topic),), (Sentence(*said[:3], topics=("a.b",)),),
    )  # fmt: skip
    assert np.zeros((1, WIDTH), np.float32).tolist() == traits.vectors.tolist()
