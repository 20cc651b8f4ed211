"""How probably two listings are one event: logistic regression over `features`, weights in `weights.toml`."""

import math
import tomllib
from functools import cache
from importlib import resources

from services.events.ingest.resolve.compare.features import Features

FILE = "weights.toml"
_STEEPEST = 30.0


@cache
def weights() -> dict[str, float]:
    """Return the weight of every feature, fitted and set."""
    text = (
        resources.files("services.events.ingest.resolve.compare").joinpath(FILE).read_text(encoding="utf-8")
    )
    read = tomllib.loads(text)
    return {**read["fitted"], **read["set"]}


def probability(features: Features) -> float:
    """Return the probability in (0, 1) that a pair with these features is one event."""
    known = weights()
    logit = sum([known.get(name, 0.0) * value for name, value in features.items()])
    return 1 / (1 + math.exp(-max(-_STEEPEST, min(_STEEPEST, logit))))
