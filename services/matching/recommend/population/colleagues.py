"""Who works in one house with whom: they meet without us, and came to meet others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from services.matching.people.person import Person
from services.matching.people.visibility import may_influence
from services.matching.recommend.arrays import Ints
from shared.text import fold

_NO_HOUSE = frozenset(
    {"freelance", "freelancer", "self-employed", "independent", "selbstandig", "selbststandig", "retired"}
    | {"student", "startup", "stealth", "none", "n/a", "-"}
)
"""What people write who work in no house with others, folded."""


def colleagues_of(people: Sequence[Person], common: float) -> Mapping[str, Ints]:
    """Return by id the positions of all in the same house, for those who are not alone there.

    A house of more than a share `common` of all people is where everybody works: it parts nobody.
    """
    houses: dict[str, list[int]] = defaultdict(list)
    for position, person in enumerate(people):
        if house := _house(person):
            houses[house].append(position)
    shared = (np.array(those) for those in houses.values() if 1 < len(those) <= common * len(people))
    return {people[one].id: those for those in shared for one in those.tolist()}


def _house(person: Person) -> str:
    said = person.profile.organisation if may_influence(person.profile, "organisation") else None
    house = fold(said or "").strip()
    return "" if house in _NO_HOUSE else house
