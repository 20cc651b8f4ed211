"""What kind of person somebody shows themselves to be: declared and professional, never inferred."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from services.matching.people.interests import strengths
from services.matching.people.person import TopicEvidence
from services.matching.people.visibility import Viewer, may_see
from services.matching.recommend.population.facets import main_area
from shared.contracts.network.mirror import DimensionName
from shared.contracts.people import Profile
from shared.kernel.countries import country_name
from shared.text import fold

DIMENSIONS: tuple[DimensionName, ...] = ("industry", "country", "stage", "area")


class Facet(NamedTuple):
    """A value by which people are counted together, and how it is written."""

    key: str
    label: str


Shown = Mapping[DimensionName, Facet]
"""What a person shows; a dimension of which they show nothing is missing."""


def shown_facets(
    profile: Profile, topics: Iterable[TopicEvidence], viewer: Viewer, labels: Mapping[str, str]
) -> Shown:
    """Return what the viewer may see; the area is that of their firmest visible topics."""
    found: dict[DimensionName, Facet] = {}
    if profile.industry and may_see(profile, "industry", viewer):
        found["industry"] = Facet(fold(profile.industry).strip(), profile.industry)
    if profile.place and profile.place.country and may_see(profile, "place", viewer):
        code = profile.place.country
        found["country"] = Facet(code, country_name(code) or code)
    if profile.seniority and may_see(profile, "seniority", viewer):
        found["stage"] = Facet(profile.seniority, profile.seniority.capitalize())
    area = main_area(strengths(one for one in topics if may_see(profile, one.field, viewer)))
    if area:
        found["area"] = Facet(area, labels.get(area, area))
    return found
