"""What a person typed, as groups of words: each group must be met, by any of its alternatives."""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from typing import Final, NamedTuple

from services.events.ingest.resolve.searchable import words
from services.events.ingest.resolve.time_words import DAYTIMES, WEEKDAYS
from services.events.search.days_of_week import only_when
from services.events.search.gatherings import EVENTS, GATHERINGS
from services.events.search.questions import without_question

Alternatives = Callable[[str], tuple[str, ...]]
"""Other phrases that mean the same as a phrase of folded words."""

MOST_GROUPS = 16
"""Words that are looked at; whoever pastes a page means its beginning."""
LONGEST_PHRASE = 4
MOST_JOINED = 3
"""Words that may have been meant as one."""
MOST_ALTERNATIVES = 48
_OPERATOR = re.compile(r'"|(?:^|\s)-\w')
_OR: Final = frozenset(("or", "oder"))
_SMALL: Final = (
    "a an and are at by for from in is near of on or our that the this to with your"
    f" {EVENTS}"
    " about any some next"
    " am auf bei das dem den der des die ein eine einem einen einer fur im mit nach und vom von zu zum zur"
    " au aux avec chez dans de du en et l la le les par pour sur un une"
    " al con da del della delle di do dos e el em i il las lo los na nas no nos o os para per por"
    " um uma una y het op over te van voor sobre dla w z"
    " or oder"
)
_ASKED: Final = "what whats s there happening going happens was gibt es que hay qu il y a"
_ASKING: Final = frozenset(_ASKED.split())
"""Words of a question: of it as a whole, not of a title, can be left out (`What the Stack`)."""
_SMALL_WORDS: Final = frozenset(_SMALL.split())
_OPTIONAL: Final = _SMALL_WORDS | frozenset((*GATHERINGS["conference"].split(), "talk", "talks"))
"""Words that few would miss: alone they must be met, beside others they only help the order."""
_WHOLE: Final = frozenset((*WEEKDAYS, *DAYTIMES))
"""What begins no longer word but its own plural, which has its stem."""
_SHORT_FORM: Final = 2
"""Letters: `AI` has nothing to do with Buenos Aires."""


class Group(NamedTuple):
    """A word or a few that belong together, as typed, and what else would do in their place.

    All of them are folded words, a blank between two. `is_open` says that the last word may be the beginning
    of a longer one.
    """

    typed: str
    others: tuple[str, ...] = ()
    is_open: bool = False
    is_optional: bool = False


Wording = tuple[Group, ...]


def read_wording(q: str, alternatives: Alternatives) -> Wording | None:
    """Return the groups of a query, the longest known phrases first; None when it uses quotes or `-`.

    An "or" stands between the groups beside it alone, as people mean it: `jazz or blues in Leeds`.
    """
    if _OPERATOR.search(q):
        return None
    typed = without_question(q, words(q))[:MOST_GROUPS]
    last = typed[-1] if typed else ""
    groups: list[Group] = []
    while typed:
        group, length = _longest(typed, alternatives)
        groups.append(group)
        typed = typed[length:]
    groups = [*_either(groups)]
    if groups and groups[-1].typed == last:
        groups[-1] = groups[-1]._replace(is_open=_may_go_on(groups[-1]))
    if all(group.is_optional for group in groups):
        groups = [group._replace(is_optional=False) for group in groups]
    return tuple(groups)


def _may_go_on(last: Group) -> bool:
    """Tell whether a word may begin another; two letters that are short for something do not."""
    is_short_form = len(last.typed) <= _SHORT_FORM and bool(last.others)
    return len(last.typed) > 1 and last.typed not in _WHOLE and not is_short_form


def has_words(q: str) -> bool:
    """Tell whether a query is more than signs."""
    return bool(words(q))


def says_nothing(q: str) -> bool:
    """Tell whether all words of a query are such as stand in any event."""
    return all(word in _SMALL_WORDS or word in _ASKING for word in words(q))


def says_only_when(wording: Wording) -> bool:
    """Tell whether all that must be met is a day of the week, a part of the day or both: none is better."""
    return only_when([group.typed for group in wording if not group.is_optional])


def _longest(typed: Sequence[str], alternatives: Alternatives) -> tuple[Group, int]:
    for length in range(min(LONGEST_PHRASE, len(typed)), 0, -1):
        phrase = " ".join(typed[:length])
        others = alternatives(phrase)
        if others or length == 1:
            break
    is_optional = length == 1 and phrase in _OPTIONAL
    return Group(phrase, () if is_optional else others[:MOST_ALTERNATIVES], is_optional=is_optional), length


def _either(groups: Sequence[Group]) -> Iterator[Group]:
    """Yield the groups, those with an "or" between them as one."""
    at = 0
    while at < len(groups):
        group, at = groups[at], at + 1
        while at + 1 < len(groups) and groups[at].typed in _OR and group.typed not in _OR:
            other, at = groups[at + 1], at + 2
            is_optional = group.is_optional and other.is_optional
            group = Group(group.typed, (*group.others, other.typed, *other.others), is_optional=is_optional)
        yield group


def mended(wording: Wording, mends: Sequence[tuple[str, tuple[str, ...]]]) -> Wording:
    """Return the wording in which misspelt words may also be what they were meant to be.

    Two or three that were meant as one word are one group.
    """
    if not mends:
        return wording
    meant = dict(mends)
    return tuple(
        group._replace(others=(*meant[group.typed], *group.others)) if group.typed in meant else group
        for group in (_together(wording, meant) if any(" " in typed for typed in meant) else wording)
    )


def _together(wording: Wording, meant: Container[str]) -> Iterator[Group]:
    at = 0
    while at < len(wording):
        runs = [wording[at : at + size] for size in range(MOST_JOINED, 1, -1)]
        run = next((run for run in runs if len(run) > 1 and typed_together(run) in meant), None)
        yield Group(typed_together(run)) if run else wording[at]
        at += len(run) if run else 1


def apart(wording: Wording) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the phrases of a wording with their words, each of which may do where nothing has the phrase."""
    told = ((it.typed, tuple(each for each in it.typed.split() if each not in _OPTIONAL)) for it in wording)
    return tuple((phrase, words) for phrase, words in told if " " in phrase and words)


def typed_together(run: Sequence[Group]) -> str:
    """Return the words of some groups that follow one another, as one phrase."""
    return " ".join(group.typed for group in run)


def mended_text(q: str, mends: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """Return a query as it was likely meant, in folded words."""
    text = f" {' '.join(words(q))} "
    for typed, likely in mends:
        text = text.replace(f" {typed} ", f" {likely[0]} ")
    return text.strip()
