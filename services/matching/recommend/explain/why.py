"""Why people of a roster could meet, in sentences for one of them, and a question to begin with."""

from collections.abc import Mapping, Sequence

from services.matching.recommend.candidates.roster import Roster
from services.matching.recommend.candidates.views import Questions
from services.matching.recommend.diversify.diversify import Place
from services.matching.recommend.explain.atoms import Pair, like_headlines
from services.matching.recommend.explain.explain import explain, meetings
from services.matching.recommend.parameters import Parameters
from shared.contracts.people import Reason


def why(reader_id: str, other_id: str, roster: Roster, numbers: Parameters) -> tuple[Reason, ...]:
    """Return the reasons as the reader is told them, which rest on what both may see of the other there."""
    them = roster.position[other_id]
    return why_each(reader_id, {them: "ranked"}, roster, numbers)[them]


def why_each(
    reader_id: str, others: Mapping[int, Place], roster: Roster, numbers: Parameters
) -> dict[int, tuple[Reason, ...]]:
    """Return what the reader is told of each of some others, by position; `others` says what each is for."""
    me = roster.position[reader_id]
    mine, met = roster.view(me), meetings(me, others, roster, numbers)
    theirs = list(map(roster.view, others))
    return {
        them: explain(Pair(mine, view, roster, numbers), met.get(them, ()), likeness, place)
        for (them, place), view, likeness in zip(
            others.items(), theirs, like_headlines(mine, theirs), strict=True
        )
    }


def opening(other_id: str, roster: Roster, reasons: Sequence[Reason]) -> str | None:
    """Return a question to begin with, about what connects the two or what the other wrote."""
    them = roster.view(roster.position[other_id])
    return opener(them.questions, reasons)


def opener(asked: Questions, reasons: Sequence[Reason]) -> str | None:
    """Return a question about what they want if it connects the two, else about what they want first.

    Of whom wants nothing that shows, what connects the two is asked about, else the headline; None where
    they show nothing to ask about.
    """
    named: str | None = None
    for reason in reasons:
        for path in reason.evidence:
            if path in asked.wanted:
                return asked.wanted[path]
            named = named or asked.named.get(path)
    return asked.first if asked.wanted else named or asked.first
