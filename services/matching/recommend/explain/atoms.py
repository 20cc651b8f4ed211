"""Facts of two people from which a reason may be made; each rests on what both sides may see of the other.

Nothing else moves them: neither a word nor the order of reasons tells of a field that is not shown.
"""

from collections.abc import Iterator
from typing import NamedTuple

from services.matching.people.person import Sentence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.candidates.views import View
from services.matching.recommend.drafts import SAME_EVENT, THEIR_EVENT
from services.matching.recommend.parameters import Parameters
from shared.kernel.languages import NAMES
from shared.text import fold


class Atom(NamedTuple):
    """One fact: `contribution` in logits of the score, `surprise` in [0, 1] (how rare it is here)."""

    kind: str
    text: str
    evidence: tuple[str, ...]
    contribution: float
    surprise: float


def order_of(atom: Atom) -> tuple[float, str]:
    """Order facts by what a sentence about each is worth, the most worth first."""
    _, text, _, contribution, surprise = atom
    return -contribution * (0.5 + surprise), text


class Pair(NamedTuple):
    """The reader and the other, as each shows themselves in a roster."""

    me: View
    them: View
    roster: Roster
    parameters: Parameters

    def common(self, count: int) -> bool:
        """Tell whether so many here say a thing that it is no reason to meet anybody in particular."""
        people = len(self.roster.people)
        enough = people >= self.parameters.interest.least_population
        return enough and count > self.parameters.explain.common * people

    def tail(self, count: int) -> str:
        """Return the words that say that so many of the roster are few; empty when they are not."""
        people, numbers = len(self.roster.people), self.parameters
        rare = people >= numbers.interest.least_population and count <= numbers.explain.rare * people
        return phrases.share_of(count, people, rare=rare)


class Alike(NamedTuple):
    """The two most alike sentences of bios and headlines, with their cosine."""

    mine: Sentence
    theirs: Sentence
    likeness: float


def most_alike(pair: Pair) -> Alike | None:
    """Return the sentences of two people that are most alike; None where one of them shows none."""
    mine, theirs = pair.me, pair.them
    if not mine.sentences or not theirs.sentences:
        return None
    cosines = mine.vectors @ theirs.vectors.T
    best = int(cosines.argmax())
    one, other = divmod(best, len(theirs.sentences))
    return Alike(mine.sentences[one], theirs.sentences[other], cosines.item(best))


def word_atoms(alike: Alike | None, least: float, numbers: Parameters) -> Iterator[Atom]:
    """Yield the two most alike sentences, when their cosine is at least so much."""
    if alike is not None and alike.likeness >= least:
        said, heard, likeness = alike
        most = numbers.explain.quote_characters
        yield Atom(
            kind="shared_words",
            text=phrases.shared_words(phrases.quote(said.text, most), phrases.quote(heard.text, most)),
            evidence=(f"me.{said.path}", f"them.{heard.path}"),
            contribution=0.5 * numbers.score.interest * likeness,
            surprise=likeness / 2,
        )


def place_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both live in one city, unless that is where everyone here lives."""
    home = pair.them.home
    if home is None or pair.me.town != pair.them.town:
        return
    share = pair.roster.shown.towns[pair.them.town] / len(pair.roster.people)
    if share <= 1 / 2 or not pair.roster.context.together:
        evidence = ("me.place", "them.place")
        yield Atom("same_place", phrases.same_place(home.city), evidence, 0.3, (1 - share) / 2)


def language_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield a language that both speak well and few others here do; counts only people who show it."""
    mine, theirs, shown = pair.me, pair.them, pair.roster.shown
    for tag in sorted(shown.few_speak.keys() & mine.speaks.keys() & theirs.speaks.keys()):
        if min(mine.speaks[tag], theirs.speaks[tag]) >= pair.parameters.context.least_language:
            evidence = (f"me.{mine.tags[tag]}", f"them.{theirs.tags[tag]}")
            surprise = 1 - shown.languages[tag] / len(pair.roster.people)
            text = phrases.language((NAMES[tag],), shown.few_speak[tag])
            yield Atom("language", text, evidence, 0.25, surprise)


def history_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both went, or go, to other events, unless most people here do; the rarest is the evidence.

    A third person here has to go there, too: it is by them that a history counts in the score.
    """
    both = pair.me.events & pair.them.events
    if not both:
        return
    counts, people = pair.roster.shown.events, len(pair.roster.people)
    shared = [
        event
        for event in sorted(both)
        if counts[event] > 2 and not pair.common(counts[event])  # noqa: PLR2004 - the two of them
    ]
    if shared:
        rarest = min(shared, key=lambda event: counts[event])
        evidence = (f"me.attendance.{rarest}", f"them.attendance.{rarest}")
        surprise = 1 - counts[rarest] / people
        yield Atom("history", phrases.history(len(shared)), evidence, 0.3, surprise)


def bridge_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that the other works in another industry, where both show theirs."""
    mine, theirs = pair.me.industry, pair.them.industry
    if mine and theirs and fold(mine).strip() != fold(theirs).strip():
        yield Atom("bridge", phrases.bridge(mine, theirs), ("me.industry", "them.industry"), 0.3, 0.5)


def event_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield that both go to the event: consent to be matched there shows as much."""
    where = pair.roster.gathering
    if where.event_id is not None:
        evidence = (f"me.attendance.{where.event_id}", f"them.attendance.{where.event_id}")
        yield Atom(SAME_EVENT, phrases.same_event(where.title), evidence, 0.01, 0.0)


def their_event_atoms(pair: Pair) -> Iterator[Atom]:
    """Yield the event, theirs alone, for which the other is suggested: they show that they go."""
    plan = pair.roster.plans.get(pair.them.card.id)
    if plan is not None:
        text = phrases.their_event(plan.title, plan.city, plan.day)
        yield Atom(THEIR_EVENT, text, (f"them.attendance.{plan.event_id}",), 0.01, 0.0)
