"""What people call the topics that they name: their own words tell more than the label of a topic."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from services.matching.people.person import NAMED, Person, TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from shared.contracts.people import Profile
from shared.text import fold


class Called(NamedTuple):
    """A name that somebody gives a topic, and where in the profile it stands."""

    name: str
    path: str
    field: str


Names = Mapping[str, Mapping[str, Called]]
"""By topic, by folded name."""
NOTHING: Mapping[str, Called] = {}
_SHORT = 2


def calling(person: Person, labels: Mapping[str, str], audience: Viewer) -> Names:
    """Return what a person calls each topic in lists that the audience may see.

    Who is told of without a profile, as labelled data are, calls topics by their labels.
    """
    found: dict[str, dict[str, Called]] = defaultdict(dict)
    seen = {field for field in NAMED if may_see(person.profile, field, audience)}
    said = names_in(person.profile, seen)
    for item in person.traits.topics:
        if item.field in seen:
            name = spelt(said.get(item.path, item.label), item.label, labels)
            found[item.topic].setdefault(fold(name).strip(), Called(name, item.path, item.field))
    return dict(found)


def names_in(profile: Profile, fields: Iterable[str]) -> dict[str, str]:
    """Return what stands in some lists of a profile, by where."""
    return {f"{field}[{i}]": name for field in fields for i, name in enumerate(getattr(profile, field))}


def spelt(said: str, label: str, labels: Mapping[str, str]) -> str:
    """Return a name as it was written; the label for a topic's id, an abbreviation or the label itself."""
    short = len(said) <= _SHORT or said.isupper() or any(letter.isdigit() for letter in said)
    return label if short or said in labels or fold(said).strip() == fold(label).strip() else said


def name_of(evidence: TopicEvidence, names: Names) -> str:
    """Return what somebody calls a topic in the place that is evidence for it; its label in running text."""
    called = names.get(evidence.topic, NOTHING).values()
    return next((it.name for it in called if it.path == evidence.path), evidence.label)


def common_name(topic: str, mine: Names, theirs: Names) -> str | None:
    """Return what both call a topic, folded, the first of theirs; None where it is not the same."""
    of_mine = mine.get(topic, NOTHING)
    for name in theirs.get(topic, NOTHING):
        if name in of_mine:
            return name
    return None
