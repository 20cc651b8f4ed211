"""Facts of two people from which a reason may be made; each rests on what both sides may see of the other.

Nothing else moves them: neither a word nor the order of reasons tells of a field that is not shown.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from services.matching.people.person import Sentence
from services.matching.recommend import phrases
from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.candidates.views import View
from services.matching.recommend.drafts import SAME_EVENT, THEIR_EVENT
from services.matching.recommend.features.ask import item_of
from services.matching.recommend.parameters import Parameters
from shared.kernel.languages import NAMES
from shared.text import fold


class Atom(NamedTuple):
    """One fact; `surprise` in [0, 1] is how rare it is here.

    `order`, the least first, is what a sentence about it is worth.
    """

    order: float
    text: str
    kind: str
    evidence: tuple[str, ...]
    surprise: float


def fact(kind: str, text: str, evidence: tuple[str, ...], contribution: float, surprise: float) -> Atom:
    """Return a fact that contributes so many logits to the score."""
    return Atom(-contribution * (0.5 + surprise), text, kind, evidence, surprise)


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


def like_headlines(me: View, others: Sequence[View]) -> Sequence[float]:
    """Return the cosines of the headline of one with those of some others; 0 where either shows none."""
    if not others:
        return ()
    found: list[float] = (np.array([them.direction for them in others]) @ me.direction).tolist()
    return found


def headline_atoms(pair: Pair, likeness: float, least: float) -> Sequence[Atom]:
    """Return the headlines of both, when their cosine is at least so much and both name one field, or none.

    Sentences of bios are alike by words of every day, and no reason; nor are two engineers of different
    fields alike by that word, or a student of law and one of whom no field is known.
    """
    mine, theirs = pair.me.headline, pair.them.headline
    if likeness < least or mine is None or theirs is None:
        return ()
    fields, others = pair.me.fields, pair.them.fields
    if fields.isdisjoint(others) and (fields or others):
        return ()
    text, worth = phrases.like_headlines(mine, theirs), 0.5 * pair.parameters.score.interest * likeness
    return (fact("shared_words", text, ("me.headline", "them.headline"), worth, likeness / 2),)


def said_atoms(pair: Pair) -> Sequence[Atom]:
    """Return what both say with a word that few others here say; equal names are told as a topic."""
    theirs = pair.them.words
    for word, row in pair.me.words.items():
        if word in theirs:
            said, heard = (
                view.open.traits.sentences[at] for view, at in ((pair.me, row), (pair.them, theirs[word]))
            )
            if said.text != heard.text:
                return (_said(pair, word, said, heard),)
    return ()


def _said(pair: Pair, word: str, said: Sentence, heard: Sentence) -> Atom:
    rare = 1 - pair.roster.shown.words.users[word] / len(pair.roster.people)
    text = phrases.shared_word(_says(pair.me, said, pair), _says(pair.them, heard, pair))
    evidence = (f"me.{said.path}", f"them.{heard.path}")
    return fact("shared_words", text, evidence, 0.15 * pair.parameters.score.interest * rare, rare)


def _says(view: View, said: Sentence, pair: Pair) -> str:
    kind = item_of(view.open, said).kind if said.field in {"needs", "offers"} else ""
    return phrases.said(said.field, kind, said.text, pair.parameters.explain.quote_characters)


def place_atoms(pair: Pair) -> Sequence[Atom]:
    """Return that both live in one city, unless that is where everyone here lives."""
    home = pair.them.home
    if home is None or pair.me.town != pair.them.town:
        return ()
    share = pair.roster.shown.towns[pair.them.town] / len(pair.roster.people)
    if share > 1 / 2 and pair.roster.context.together:
        return ()
    text, evidence = phrases.same_place(home.city), ("me.place", "them.place")
    return (fact("same_place", text, evidence, 0.3, (1 - share) / 2),)


def language_atoms(pair: Pair) -> Iterable[Atom]:
    """Return a language that both speak well and few others here do; counts only people who show it."""
    few = pair.roster.shown.few_speak
    return _languages(pair, few) if few else ()


def _languages(pair: Pair, few: Mapping[str, str]) -> Iterator[Atom]:
    mine, theirs, shown = pair.me, pair.them, pair.roster.shown
    for tag in sorted(few.keys() & mine.speaks.keys() & theirs.speaks.keys()):
        if min(mine.speaks[tag], theirs.speaks[tag]) >= pair.parameters.context.least_language:
            evidence = (f"me.{mine.tags[tag]}", f"them.{theirs.tags[tag]}")
            surprise = 1 - shown.languages[tag] / shown.speaking
            yield fact("language", phrases.language((NAMES[tag],), few[tag]), evidence, 0.25, surprise)


def history_atoms(pair: Pair) -> Sequence[Atom]:
    """Return that both went, or go, to other events, unless most people here do; the rarest is the evidence.

    A third person here has to go there, too: it is by them that a history counts in the score.
    """
    if pair.me.events.isdisjoint(pair.them.events):
        return ()
    both = pair.me.events & pair.them.events
    counts, people = pair.roster.shown.events, len(pair.roster.people)
    shared = [
        event
        for event in sorted(both)
        if counts[event] > 2 and not pair.common(counts[event])  # noqa: PLR2004 - the two of them
    ]
    if not shared:
        return ()
    rarest = min(shared, key=lambda event: counts[event])
    evidence = (f"me.attendance.{rarest}", f"them.attendance.{rarest}")
    return (
        fact(
            "history",
            phrases.history(pair.roster.shown.titles[rarest], len(shared) - 1),
            evidence,
            0.3,
            1 - counts[rarest] / people,
        ),
    )


def bridge_atoms(pair: Pair) -> Sequence[Atom]:
    """Return that the other works in another industry, where both show theirs."""
    mine, theirs = pair.me.industry, pair.them.industry
    if not mine or not theirs or fold(mine).strip() == fold(theirs).strip():
        return ()
    return (fact("bridge", phrases.bridge(mine, theirs), ("me.industry", "them.industry"), 0.3, 0.5),)


def event_atoms(pair: Pair) -> Sequence[Atom]:
    """Return that both go to the event: consent to be matched there shows as much."""
    where = pair.roster.gathering
    if where.event_id is None:
        return ()
    evidence = (f"me.attendance.{where.event_id}", f"them.attendance.{where.event_id}")
    return (fact(SAME_EVENT, phrases.same_event(where.title), evidence, 0.01, 0.0),)


def their_event_atoms(pair: Pair) -> Sequence[Atom]:
    """Return the event, theirs alone, for which the other is suggested: they show that they go."""
    plan = pair.roster.plans.get(pair.them.card.id)
    if plan is None:
        return ()
    text = phrases.their_event(plan.title, plan.city, plan.day)
    return (fact(THEIR_EVENT, text, (f"them.attendance.{plan.event_id}",), 0.01, 0.0),)
