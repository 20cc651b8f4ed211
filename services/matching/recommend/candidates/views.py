"""What the audience of a roster sees of one person, in the forms that sentences are made of."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from services.matching.people.interests import strengths
from services.matching.people.languages import levels
from services.matching.people.person import WIDTH, Person, TopicEvidence, Vectors
from services.matching.people.visibility import FIELDS, Viewer, card, may_see
from services.matching.people.words import parent
from services.matching.recommend import phrases
from services.matching.recommend.candidates.shown import Shown
from services.matching.recommend.population.calling import Names, name_of
from services.matching.recommend.population.own import Own, Town, town_of
from services.matching.recommend.population.telling_words import Places
from services.matching.recommend.population.topic_index import TopicIndex
from shared.contracts.people import HomePlace, PersonCard
from shared.kernel.languages import primary

PLANS = "attendance"


@dataclass(frozen=True, slots=True, eq=False)
class Questions:
    """What somebody can be asked about what they show.

    `wanted` are about what they want of others, `named` about the rest, each by the path that is evidence for
    it: `them.needs[0]`. Of whom nothing connects with, they are asked `first`; None where they show nothing.
    """

    wanted: Mapping[str, str]
    named: Mapping[str, str]
    first: str | None


_WANTED = ("needs", "offers")
"""What people say that they want of others: a question about it fits nobody else."""


def questions_of(asked: Mapping[str, str]) -> Questions:
    """Return questions, given by where in a profile each thing stands, by what is evidence for a reason."""
    wanted = {f"them.{path}": text for path, text in asked.items() if path.startswith(_WANTED)}
    named = {f"them.{path}": text for path, text in asked.items() if not path.startswith(_WANTED)}
    first = next(iter(wanted.values()), None) or asked.get("headline") or next(iter(asked.values()), None)
    return Questions(wanted, named, first)


class Firmest(NamedTuple):
    """Of the topics of an area that somebody names the firmest, as they call it; one that tells, if any does.

    `rarity` is that of the area here, from one half (all have it) to one and a half.
    """

    tells: bool
    topic: TopicEvidence
    rarity: float


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One person as the audience sees them: reasons and openers are made of this and of nothing else."""

    card: PersonCard
    topics: Mapping[str, TopicEvidence]
    """By id."""
    names: Names
    """What they call them."""
    telling: frozenset[str]
    """Of their topics those that not most people here show."""
    areas: Mapping[str, Firmest]
    """By area, in its order, of the topics that they name and not only those of events they plan to go to."""
    events: frozenset[str]
    """Where they let others see them, besides the one here."""
    headline: str | None
    """In quotation marks."""
    fields: frozenset[str]
    """The areas of what the headline names."""
    direction: Vectors
    """That of the headline's first sentence, zero where it is not shown; (width,)."""
    words: Places
    """Where they say each word that few here say, the rarest first."""
    open: Person
    """The person less what is not seen of what they wrote."""
    speaks: Mapping[str, float]
    """The level of each language."""
    tags: Mapping[str, str]
    """Where in the profile each language stands: `languages[0]`."""
    home: HomePlace | None
    town: Town
    """Empty where it is not shown."""
    industry: str | None
    questions: Questions
    whole: float
    """The sum of the strengths of all topics, each times its rarity."""


def viewer_in(event_id: str | None) -> Viewer:
    """Return as whom the people of an event see one another; of no event: as strangers."""
    return Viewer.STRANGER if event_id is None else Viewer.ATTENDEE


def view_of(own: Own, here: str | None, labels: Mapping[str, str], most: int, shown: Shown) -> View:
    """Return a person as the audience sees them; questions quote at most `most` characters.

    `here` is the event where they are seen, which tells nothing of either; `shown` is what all show there.
    """
    person, seen, audience = own.person, own.seen, viewer_in(here)
    fields = frozenset(name for name in FIELDS if may_see(person.profile, name, audience))
    said, profile = person.traits.sentences, person.profile
    lines = (i for i, item in enumerate(said) if item.field == "headline" and "headline" in fields)
    first = next(lines, None)
    languages = profile.languages if "languages" in fields else ()
    home = profile.place if "place" in fields else None
    telling = frozenset(seen) - shown.common
    named_there = [it.topic for it in person.traits.topics if it.field == "headline"]
    return View(
        card=card(person.id, profile, audience, labels), topics=seen, names=own.names,
        telling=telling, areas=_areas(own, telling, shown.topics),
        events=frozenset(visit.event_id for visit in person.visited if visit.listed) - {here},
        headline=None if first is None else phrases.quote(said[first].text, most),
        fields=frozenset(parent(it) or it for it in named_there),
        direction=np.zeros(WIDTH, dtype=np.float32) if first is None else person.traits.vectors[first],
        words=shown.words.of(own.said), open=own.open,
        speaks=levels(profile) if languages else {},
        tags={primary(item.tag): f"languages[{i}]" for i, item in reversed(tuple(enumerate(languages)))},
        home=home, town=town_of(home),
        industry=profile.industry if "industry" in fields else None,
        questions=questions_of(_asked(own, fields, most)),
        whole=sum(shown.topics.weight(topic) * value for topic, value in strengths(seen.values()).items()),
    )  # fmt: skip


def _areas(own: Own, telling: frozenset[str], index: TopicIndex) -> dict[str, Firmest]:
    areas: dict[str, list[Firmest]] = defaultdict(list)
    for topic in sorted(topic for topic, item in own.seen.items() if item.field != PLANS):
        if (area := parent(topic)) is not None:
            called = own.seen[topic]._replace(label=name_of(own.seen[topic], own.names))
            areas[area].append(Firmest(topic in telling, called, 0.5 + index.weight(area)))
    return {area: max(areas[area], key=lambda it: (it.tells, it.topic.weight)) for area in sorted(areas)}


def _asked(own: Own, fields: frozenset[str], most: int) -> dict[str, str]:
    """Return a question about everything they show, by where it stands, what they look for first."""
    person, profile, asked = own.person, own.person.profile, dict[str, str]()
    who = person.id
    for i, need in enumerate(profile.needs if "needs" in fields else ()):
        asked[f"needs[{i}]"] = phrases.ask_need(phrases.said("needs", need.kind, need.text, most), who)
    for i, offer in enumerate(profile.offers if "offers" in fields else ()):
        asked[f"offers[{i}]"] = phrases.ask_offer(phrases.said("offers", offer.kind, offer.text, most), who)
    headline = phrases.quote(profile.headline, most) if profile.headline and "headline" in fields else None
    said_there = {item.topic for item in person.traits.topics if item.field == "headline"}
    for topic, names in own.names.items():
        beside = None if topic in said_there else headline
        for name, path, field in names.values():
            asked[path] = phrases.ask_topic(name, beside, field, who)
    if headline:
        asked["headline"] = phrases.ask_headline(headline, who) if said_there else phrases.ask_more(headline)
    bio = next((it.text for it in own.open.traits.sentences if it.field == "bio"), None)
    if bio and not asked:
        asked["bio"] = phrases.ask_more(phrases.quote(bio, most))
    return asked
