"""The numbers of the recommender, read from `parameters.toml` beside this file."""

import tomllib
from importlib import resources
from typing import Literal

from pydantic import BaseModel, ConfigDict

Table = dict[str, dict[str, float]]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class TermNumbers(_Part):
    """One likeness; `mean` and `spread` over random pairs, for rosters too small to tell."""

    weight: float
    mean: float
    spread: float


class InterestNumbers(_Part):
    """Of how alike the interests of two people are (`features/interest.py`, `population`)."""

    terms: dict[str, TermNumbers]
    middle: float
    rarity_power: float
    most_telling: float
    prior_pairs: float
    least_weight: float
    length_slope: float
    rare_share: float
    least_population: int
    dense_share: float
    kept_whole: int
    sample_pairs: int
    sample_seed: int
    ask_quantiles: tuple[float, ...]


class LatentNumbers(_Part):
    """Latent semantics of a roster."""

    dimensions: int
    least_dimensions: int
    people_each: int
    rounds: int
    spare: int
    seed: int


class KindredNumbers(_Part):
    """Names that mean the like."""

    power: float
    least: float
    most_names: int


class TieNumbers(_Part):
    """Ties through third people."""

    half_life_days: float
    own_power: float


class PreferenceNumbers(_Part):
    """What people look for in others."""

    least_spread: float


class AttentionNumbers(_Part):
    """How attention is shared out over the people of a roster."""

    method: Literal["capped", "transferable"]
    listed: tuple[int, ...]
    most_share: float
    dearest: float
    least_lists: int
    least_share: float
    least_people: int
    considered: int
    pairs: int
    tried: int
    rounds: int
    beta: float


class AskNumbers(_Part):
    """Needs and offers; `met_by[need][offer]` in [0, 1]."""

    text_cap: float
    text_power: float
    said_power: float
    by_kind: float
    off_topic: float
    common_power: float
    implied: float
    said_most: int
    urgency: dict[str, float]
    met_by: Table
    met_by_need: Table


class ContextNumbers(_Part):
    """Languages, places, presence."""

    presence_power: float
    language_power: float
    place_power: float
    least_language: float
    heard: float
    unknown: float
    same_country: float
    elsewhere: float
    attends: dict[str, float]


class ScoreNumbers(_Part):
    """Weights of the logit."""

    bias: float
    interest: float
    preference: float
    their_value: float
    my_value: float
    context: float
    quality: float


class ListNumbers(_Part):
    """How a list is cut."""

    strong: float
    good: float
    novelty: float
    most_novelty: float
    places: int
    curiosity: float
    pool: int
    untold: float
    colleague: float
    limit: int
    shown_at_most: int
    not_now_days: int
    wrong_topic_days: int


class ExplainNumbers(_Part):
    """When a fact is worth a sentence."""

    reasons: int
    least_fit: float
    least_likeness: float
    some_likeness: float
    common: float
    common_area: float
    rare: float
    rare_word: float
    quote_characters: int
    topics: int


class LearnNumbers(_Part):
    """Learning from what came of suggestions."""

    held_out: float
    shuffled: float
    grouped: float
    settle_days: int
    every_days: int
    fade: float
    fade_spread: float
    uneven: float
    most_correction: float
    most_rows: float
    ridge: float
    errors: float
    least_people: int
    least_liked: int


class EventNumbers(_Part):
    """Of how well an event suits a person (`events`)."""

    terms: dict[str, float]
    suits: float
    considered: int
    near_each: int
    neighbours_each: int
    prior: float
    half_life_days: float
    near_km: float
    usual_km: float
    other_series: float
    least_cosine: float
    sharpness: float
    newcomers_power: float
    newcomers: float
    place_power: float
    language_power: float
    soon_power: float
    soon_days: float
    distance_km: float
    day_hours: float
    farthest: float
    online: float
    text_weight: float
    area_share: float
    plan_weeks: int
    ahead_days: float
    evening: float
    neighbour: float
    neighbour_alike: float
    remind_days: float
    varied: float


class Parameters(_Part):
    """All numbers, under one version."""

    model_version: str
    interest: InterestNumbers
    latent: LatentNumbers
    kindred: KindredNumbers
    ties: TieNumbers
    preference: PreferenceNumbers
    attention: AttentionNumbers
    asks: AskNumbers
    context: ContextNumbers
    score: ScoreNumbers
    list: ListNumbers
    explain: ExplainNumbers
    learn: LearnNumbers
    events: EventNumbers


def load_parameters() -> Parameters:
    """Read the numbers that ship with the product."""
    text = resources.files(__package__ or "").joinpath("parameters.toml").read_text(encoding="utf-8")
    return Parameters.model_validate(tomllib.loads(text))
