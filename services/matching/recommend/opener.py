"""A question to open a conversation with, made of the other's own visible words."""

from collections.abc import Iterator, Mapping, Sequence

from services.matching.people.person import Person, TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from services.matching.recommend import phrases
from shared.contracts.people import Reason


def opener(
    them: Person, seen: Mapping[str, TopicEvidence], reasons: Sequence[Reason], audience: Viewer, most: int
) -> str | None:
    """Return a question about what connects the two, else about what they show first, else None."""
    questions = dict(_questions(them, seen, audience, most))
    named = (
        path.removeprefix("them.")
        for reason in reasons
        for path in reason.evidence
        if path.startswith("them.")
    )
    return next(
        (questions[path] for path in named if path in questions), next(iter(questions.values()), None)
    )


def _questions(
    them: Person, seen: Mapping[str, TopicEvidence], audience: Viewer, most: int
) -> Iterator[tuple[str, str]]:
    """Yield (path, question) of everything they show, what they look for first."""
    profile = them.profile
    if may_see(profile, "needs", audience):
        for i, need in enumerate(profile.needs):
            yield f"needs[{i}]", phrases.ask_need(phrases.quote(need.text, most))
    if may_see(profile, "offers", audience):
        for i, offer in enumerate(profile.offers):
            yield f"offers[{i}]", phrases.ask_offer(phrases.quote(offer.text, most))
    for item in seen.values():
        if item.field in {"interests", "skills"}:
            yield item.path, phrases.ask_topic(item.label)
    if profile.headline and may_see(profile, "headline", audience):
        yield "headline", phrases.ask_headline(phrases.quote(profile.headline, most))
