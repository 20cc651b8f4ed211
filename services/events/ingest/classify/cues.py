"""The words by which a description tells for whom an event is, how one takes part and what is provided.

Each cue has a stem that must occur, in lower case: most texts hold none of them, and all stems are looked for
in one walk through a text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick

from services.events.ingest.fact import YES


@dataclass(frozen=True, slots=True)
class Cue:
    """Where `pattern` is found, `field` has `value`; a flag is turned round where the words before say no.

    Stems and pattern are for a text in lower case: to ignore case takes a pattern three times as long.
    """

    field: str
    value: str
    stems: tuple[str, ...]
    pattern: re.Pattern[str]


def _cue(field: str, value: str, stems: str, pattern: str) -> Cue:
    return Cue(field, value, tuple(stems.split("|")), re.compile(pattern))


_GIVEN: Final = r"(?:provided|available|offered|on[- ]?site|during|free|organi[sz]ed)"
_SORT: Final = (
    r"(?:[\w'’-]+ )?(?:level|class(?:es)?|lessons?|courses?|workshops?|trainings?|sessions?|patterns)"
)

CUES: Final = (
    _cue(
        "code_of_conduct", YES, "code of conduct|verhaltenskodex|code de conduite|código de conduct",
        r"(?:(?:\b(?:our|this|event'?s?|conference'?s?|follow\w*|abide\w*|adher\w+|agree\w*|appl(?:y|ies)|accept|"
        r"subject to|enforce\w*|have|has|unser\w*|notre|nuestro)\W+(?:\w+\W+){0,3}?)|^\W*)"
        r"\[?(?:code of conduct|verhaltenskodex|code de conduite|código de conducta)",
    ),
    _cue(
        "step_free", YES, "wheelchair|step-free|step free|barrierefrei|rollstuhl|fully accessible|pmr",
        r"wheelchair[- ](?:accessible|friendly|access)\b|accessible (?:by|for|to) wheelchairs?|"
        r"\bstep[- ]free\b|"
        r"\bfully accessible\b(?! route)|rollstuhlgerecht|barrierefrei(?:er?|en)?\b|accessible aux pmr",
    ),
    _cue(
        "captions_or_sign_language", YES,
        "caption|sign language|sign-language|interpret|gebärden|langue des signes|lengua de s",
        r"\b(?:live|real[- ]?time|closed|open|cart)[- ]caption\w*|\bcaption(?:s|ing) (?:will be|is|"
        r"are) " + _GIVEN
        + r"|\b(?:sign[- ]language|asl|bsl)\W+interpret\w*|sign[- ]language (?:is|will be|are) " + _GIVEN
        + r"|gebärdensprachdolmetsch\w*|interpr\w+ en langue des signes|intérprete\w* de lengua de s\w+",
    ),
    _cue(
        "childcare", YES, "childcare|child care|child-care|kinderbetreuung|garde d'enfants",
        rf"(?:\b(?:free|on[- ]?site|offer\w*|provid\w*) child[- ]?care|"
        rf"child[- ]?care (?:\w+ ){{0,3}}{_GIVEN}|"
        r"\bno child[- ]?care\b|kinderbetreuung|garde d'enfants)",
    ),
    _cue(
        "scholarships", YES, "scholarship|diversity ticket|financial aid|travel grant|stipend",
        r"\b(?:scholarship|financial aid|travel grant|stipend)s?\W+(?:\w+\W+)?(?:program\w*|forms?|"
        r"applications?|tickets?|"
        r"(?:is|are) (?:also )?available)|\b(?:offer|apply for|provide|"
        r"provid\w+)\W+(?:\w+\W+){0,3}?(?:scholarship|"
        r"financial aid|travel grant|stipend)s?|\bdiversity (?:scholarship|ticket)s?",
    ),
    _cue(
        "recorded", YES, "recorded|no recording|aufgezeichnet",
        r"\b(?:event|meeting|meet-?up|session|talk|webinar|workshop|presentation|lecture|class|program)s?\W+"
        r"(?:will|is|"
        r"are)\W+(?:not\W+)?(?:also\W+)?(?:be(?:ing)?\W+)?(?:live[- ]?stream\w*\W+and\W+)?recorded\b|"
        r"\bno recordings?\b|wird aufgezeichnet",
    ),
    _cue("alcohol_free", YES, "alcohol|alkoholfrei|sans alcool",
         r"\balcohol[- ]free (?:event|evening|venue|space|party|meetup)|\bno alcohol (?:will be|is) served|"
         r"alkoholfreie[sr]? (?:event|abend|veranstaltung)|(?:événement|soirée) sans alcool"),
    _cue(
        "audience", "all",
        "all level|any level|skill level|experience level|ability level|knowledge level|needed|required|"
        "necessary|beginner|novice|alle niveaus|tous niveaux|todos los niveles",
        r"\b(?:all|any) (?:(?:skill|experience|ability|knowledge) )?levels?\b(?! of\b| possible)|"
        r"\bno (?:prior |previous )?(?:\w+ )?(?:experience|knowledge) (?:is )?(?:needed|required|necessary)|"
        r"\bbeginners? (?:to|and|as well as|through) (?:advanced|experts?)|"
        r"\bbeginners(?: are)?(?: always)? welcome|"
        r"\bnovices?, intermediates? (?:or|and) advanced|\balle niveaus\b|tous niveaux|todos los niveles",
    ),
    _cue(
        "audience", "beginner", "beginner|newcomers|anfänger|einsteiger|principiantes|débutants|introductory",
        r"\bfor (?:absolute |complete |total |new )?beginners\b|\bbeginner[- ](?:friendly|level)|"
        rf"\bbeginners?['’]?s? {_SORT}\b|: beginners?\b|für (?:anfänger|einsteiger)\w*|para principiantes|"
        r"pour (?:les )?débutants|\bintroductory (?:workshop|course|class|session|training)",
    ),
    _cue(
        "audience", "intermediate", "intermediate",
        rf"\Aintermediate\b|\bintermediate[- ]level|\bfor intermediates?\b|: intermediate\b|"
        rf"\bintermediate {_SORT}\b",
    ),
    _cue(
        "audience", "advanced", "advanced|fortgeschrittene",
        r"\badvanced[- ]level|\bfor advanced (?:users|developers|practitioners|learners|students|players)\b|"
        r": advanced\b|\badvanced (?:\w+ )?(?:class|course|workshop|training|masterclass)\b|"
        r"für fortgeschrittene",
    ),
    _cue(
        "mode", "hybrid", "hybrid|in person|in-person|stream",
        r"\bhybrid (?:event|conference|format(?! with)|meetup|meeting|edition)\b|"
        r"\b(?:join|attend|participate|register|held|session|meeting|tickets?)\b[^.\n]{0,50}?(?:"
        r"\bin[- ]person (?:and|or|&|\+|as well as) (?:online|virtual\w*|remote\w*)|"
        r"\b(?:online|virtual\w*|remote\w*) (?:and|or|&|\+|as well as) in[- ]person)|"
        r"\b(?:will|also) be live[- ]?streamed",
    ),
    _cue(
        "mode", "online",
        "zoom.us/|meet.google.com/|teams.microsoft.com/|meet.jit.si/|webex.com/|youtube.com/live|whereby.com/",
        r"\b(?:[\w-]+\.)?(?:zoom\.us/(?:j|meeting|webinar|w)/|meet\.google\.com/[a-z]{3}|whereby\.com/\w|"
        r"teams\.microsoft\.com/l/meetup|meet\.jit\.si/\w|webex\.com/(?:meet|join|\w+/j\.php)|youtube\.com/live)",
    ),
)  # fmt: skip

_CUE_OF_STEM: Final = tuple(number for number, cue in enumerate(CUES) for _ in cue.stems)
_STEMS: Final = AhoCorasick([stem for cue in CUES for stem in cue.stems])


def cues_in(low: str) -> Iterator[tuple[Cue, int, int]]:
    """Yield the cues of which a stem stands in a text in lower case, where the first begins and the last.

    They come in their order, whichever stands first.
    """
    places: dict[int, tuple[int, int]] = {}
    for stem, start, _ in _STEMS.find_matches_as_indexes(low, overlapping=True):
        number = _CUE_OF_STEM[stem]
        first, last = places.get(number, (start, start))
        places[number] = min(first, start), max(last, start)
    for number, (first, last) in sorted(places.items()):
        yield CUES[number], first, last
