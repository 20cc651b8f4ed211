"""Which guarded aliases may count: `Go` beside `developers`, not in `where do we go`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.topics.matcher import Match
from shared.topics.tree import TopicTree, area_of
from shared.topics.words import Word, words_of

NEAR = 12
"""Words between an everyday word of the text and a sign of its area, at most."""
SIGNS = 3
"""So many different signs tell an area wherever they stand; a long text has one or two of any."""


@dataclass(frozen=True, slots=True)
class Guard:
    """The signs that let a guarded alias count.

    Args:
        signs: for each area, the word keys that show a text to be of it.
        noise: word keys that say an event is one, and nothing more.
    """

    signs: Mapping[str, frozenset[str]]
    noise: frozenset[str]

    def admit(self, matches: Sequence[Match], words: Sequence[Word], title: int) -> list[Match]:
        """Return the matches that count: plain, beside a sign of their area, or nearly a title by themselves.

        Args:
            matches: of `words`.
            words: those of the title, then those of the text.
            title: how many of them are the title's.
        """
        if not any(match.guarded for match in matches):
            return list(matches)
        sure = {area_of(match.topic_id) for match in matches if not match.guarded}
        keys = [word.key for word in words]
        return [match for match in matches if not match.guarded or self._let_in(match, sure, keys, title)]

    def _let_in(self, match: Match, sure: set[str], keys: list[str], title: int) -> bool:
        area = area_of(match.topic_id)
        signs = self.signs[area]
        return area in sure or _beside(match, keys, title, signs) or self._alone(match, keys[:title])

    def _alone(self, match: Match, title: list[str]) -> bool:
        others = [*title[: match.start], *title[match.end :]]
        return match.end <= len(title) and bool(others) and self.noise.issuperset(others)


def _beside(match: Match, keys: list[str], title: int, signs: frozenset[str]) -> bool:
    """Tell whether a sign stands in the title or near the words, or many do elsewhere."""
    before, behind = keys[: match.start], keys[match.end :]
    near = [*before[:title], *before[-NEAR:], *behind[: max(title - match.end, NEAR)]]
    return not signs.isdisjoint(near) or len(signs.intersection([*before, *behind])) >= SIGNS


def guard_of(tree: TopicTree) -> Guard:
    """Return what keeps everyday words from naming topics of a tree, by the signs of each area."""
    signs = {
        area.id: frozenset(word.key for text in area.context for word in words_of(text))
        for area in tree.areas.values()
    }
    return Guard(signs, tree.noise)
