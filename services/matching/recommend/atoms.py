"""Facts of two people from which a reason may be made; each rests on fields both sides may see."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from services.matching.people.languages import levels
from services.matching.people.person import Vectors
from services.matching.people.visibility import may_see
from services.matching.people.words import parent
from services.matching.recommend import phrases
from services.matching.recommend.drafts import SAME_EVENT
from services.matching.recommend.parameters import Parameters
from services.matching.recommend.roster import Roster
from shared.kernel.languages import NAMES
from shared.text import fold


@dataclass(frozen=True, slots=True)
class Atom:
    """One fact: `contribution` in logits of the score, `surprise` in [0, 1] (how rare it is here)."""

    kind: str
    text: str
    evidence: tuple[str, ...]
    contribution: float
    surprise: float

    @property
    def worth(self) -> float:
        """Return what a sentence about it is worth."""
        return self.contribution * (0.5 + self.surprise)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """The reader and the other, by their positions in a roster."""

    me: int
    them: int
    roster: Roster
    parameters: Parameters

    def both_show(self, field: str) -> bool:
        """Tell whether each of the two lets the other see a field."""
        people, audience = self.roster.people, self.roster.audience
        return all(may_see(people[i].profile, field, audience) for i in (self.me, self.them))


_PLANS = "attendance"
_WORK = frozenset({"skills", "headline", "bio"})


def topic_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the topics that both show, and how few others here do; plans speak where nothing else does."""
    roster, numbers = pair.roster, pair.parameters
    mine, theirs = roster.seen[pair.me], roster.seen[pair.them]
    whole = sum(roster.topics.weight(topic) * value for topic, value in roster.strengths[pair.me].items())
    shared = sorted(mine.keys() & theirs.keys())
    said = [topic for topic in shared if _PLANS not in {mine[topic].field, theirs[topic].field}]
    for topic in said or shared:
        weight, count, people = roster.topics.weight(topic), roster.shown_topics[topic], len(roster.people)
        rare = people >= numbers.interest.least_population and count <= numbers.explain.rare * people
        work = mine[topic].field in _WORK and theirs[topic].field in _WORK
        plans = (mine[topic].field == _PLANS, theirs[topic].field == _PLANS)
        yield Atom(
            kind="shared_topic",
            text=phrases.shared_topic(
                theirs[topic].label, phrases.share_of(count, people, rare=rare), work=work, plans=plans
            ),
            evidence=(f"me.{mine[topic].path}", f"them.{theirs[topic].path}"),
            contribution=numbers.score.interest
            * weight
            * min(mine[topic].weight, theirs[topic].weight)
            / whole,
            surprise=weight,
        )


def area_atoms(pair: Pair, labels: dict[str, str]) -> Iterator[Atom]:
    """Yield one area in which both show different topics, when they share none; plans say too little."""
    mine, theirs = pair.roster.seen[pair.me], pair.roster.seen[pair.them]
    if mine.keys() & theirs.keys():
        return
    mine, theirs = ({key: it for key, it in own.items() if it.field != _PLANS} for own in (mine, theirs))
    for one in sorted(mine):
        for other in sorted(theirs):
            area = parent(one)
            if area is not None and area == parent(other):
                yield Atom(
                    kind="shared_topic",
                    text=phrases.shared_area(labels.get(area, area), mine[one].label, theirs[other].label),
                    evidence=(f"me.{mine[one].path}", f"them.{theirs[other].path}"),
                    contribution=0.3 * mine[one].weight * theirs[other].weight,
                    surprise=pair.roster.topics.weight(area),
                )


def word_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the two most alike sentences of bios and headlines, when they are alike indeed."""
    roster, numbers = pair.roster, pair.parameters
    mine, theirs = (_own_words(pair, i) for i in (pair.me, pair.them))
    if not mine or not theirs:
        return
    cosines = _vectors(pair, pair.me)[mine] @ _vectors(pair, pair.them)[theirs].T
    best = np.unravel_index(int(np.argmax(cosines)), cosines.shape)
    likeness = float(cosines[best])
    if likeness >= numbers.explain.least_likeness:
        one = roster.people[pair.me].traits.sentences[mine[best[0]]]
        other = roster.people[pair.them].traits.sentences[theirs[best[1]]]
        most = numbers.explain.quote_characters
        yield Atom(
            kind="shared_words",
            text=phrases.shared_words(phrases.quote(one.text, most), phrases.quote(other.text, most)),
            evidence=(f"me.{one.path}", f"them.{other.path}"),
            contribution=0.5 * numbers.score.interest * likeness,
            surprise=likeness / 2,
        )


def _vectors(pair: Pair, position: int) -> Vectors:
    return pair.roster.people[position].traits.vectors


def _own_words(pair: Pair, position: int) -> list[int]:
    person, audience = pair.roster.people[position], pair.roster.audience
    return [
        i
        for i, sentence in enumerate(person.traits.sentences)
        if sentence.field in {"bio", "headline"} and may_see(person.profile, sentence.field, audience)
    ]


def place_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both live in one city, unless that is where everyone here lives."""
    context = pair.roster.context
    city, home = context.cities[pair.me], pair.roster.people[pair.them].profile.place
    if not city or home is None or context.cities[pair.them] != city or not pair.both_show("place"):
        return
    share = float(np.mean(context.cities == city))
    if context.countries[pair.me] == context.countries[pair.them] and (
        share <= 1 / 2 or not context.together
    ):
        evidence = ("me.place", "them.place")
        yield Atom("same_place", phrases.same_place(home.city), evidence, 0.3, (1 - share) / 2)


def language_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield a language that both speak well and few others here do; counts only people who show it."""
    roster, numbers = pair.roster, pair.parameters
    people = len(roster.people)
    if people < numbers.interest.least_population or not pair.both_show("languages"):
        return
    mine, theirs = (levels(roster.people[i].profile) for i in (pair.me, pair.them))
    for tag in sorted(mine.keys() & theirs.keys() & NAMES.keys()):
        count = roster.shown_languages[tag]
        if (
            min(mine[tag], theirs[tag]) >= numbers.context.least_language
            and count <= numbers.explain.rare * people
        ):
            tail = phrases.share_of(count, people, rare=True)
            evidence = (f"me.{_tagged(pair, pair.me, tag)}", f"them.{_tagged(pair, pair.them, tag)}")
            yield Atom("language", phrases.language((NAMES[tag],), tail), evidence, 0.25, 1 - count / people)


def _tagged(pair: Pair, position: int, tag: str) -> str:
    spoken = pair.roster.people[position].profile.languages
    return next(f"languages[{i}]" for i, item in enumerate(spoken) if fold(item.tag).split("-")[0] == tag)


def event_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both go to the event: consent to be matched there shows as much."""
    where = pair.roster.gathering
    if where.event_id is not None:
        evidence = (f"me.attendance.{where.event_id}", f"them.attendance.{where.event_id}")
        yield Atom(SAME_EVENT, phrases.same_event(where.title), evidence, 0.01, 0.0)
