"""What was kept of people, also by a newer release: what that one keeps besides is passed over.

Releases run side by side while one follows another, and whoever goes back starts on what the newer one kept.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from services.matching.people.person import WIDTH, Sentence, TopicEvidence, Traits
from shared.contracts.people import Profile

_EVIDENCE, _SENTENCE = len(TopicEvidence._fields), len(Sentence._fields)


def stored_profile(kept: object) -> Profile:
    """Read a profile, given as text or as what the text tells."""
    if isinstance(kept, str):
        return Profile.model_validate_json(kept, extra="ignore")
    return Profile.model_validate(kept, extra="ignore")


def stored_evidence(kept: Sequence[Sequence[Any]]) -> tuple[TopicEvidence, ...]:
    """Read the topics of a person; what is newer stands behind what there was."""
    return tuple(TopicEvidence(*item[:_EVIDENCE]) for item in kept)


def stored_traits(kept: dict[str, Any], vectors: bytes) -> Traits:
    """Read what was derived from a profile."""
    said = [Sentence(*item[:_SENTENCE]) for item in kept["sentences"]]
    return Traits(
        topics=stored_evidence(kept["topics"]),
        sentences=tuple(one._replace(topics=tuple(one.topics)) for one in said),
        vectors=np.frombuffer(vectors, dtype="<f2").astype(np.float32).reshape(-1, WIDTH),
        wants=kept.get("wants", {}),
        gives=kept.get("gives", {}),
    )
