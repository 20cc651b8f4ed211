"""Who may see which field of a profile.

`hidden` takes no part in anything; `match_only` may influence a score and is never shown nor explained.
"""

from collections.abc import Mapping
from enum import StrEnum

from shared.contracts.people import HomePlace, PersonCard, Profile, Visibility
from shared.kernel.countries import write_town

DEFAULT = Visibility.ATTENDEES
NAMELESS = "A member"
"""Stands where a reader may not see the name."""


class Viewer(StrEnum):
    """From how near a profile is read; each sees all that the ones before it see."""

    STRANGER = "stranger"
    ATTENDEE = "attendee"
    CONNECTION = "connection"


_SHOWN = {
    Viewer.STRANGER: frozenset({Visibility.PUBLIC}),
    Viewer.ATTENDEE: frozenset({Visibility.PUBLIC, Visibility.ATTENDEES}),
    Viewer.CONNECTION: frozenset({Visibility.PUBLIC, Visibility.ATTENDEES, Visibility.MATCHES}),
}

FIELDS = frozenset(Profile.model_fields) - {"visibility"}
"""The fields that a visibility may be set for."""


def visibility_of(profile: Profile, name: str) -> Visibility:
    """Return the visibility of a field, the default where the person chose none."""
    return profile.visibility.get(name, DEFAULT)


def may_see(profile: Profile, name: str, viewer: Viewer) -> bool:
    """Tell whether the viewer may see the field, filled or not."""
    return visibility_of(profile, name) in _SHOWN[viewer]


def may_influence(profile: Profile, name: str) -> bool:
    """Tell whether a field may take part in scoring at all."""
    return visibility_of(profile, name) is not Visibility.HIDDEN


def card(person_id: str, profile: Profile, viewer: Viewer, labels: Mapping[str, str]) -> PersonCard:
    """Return only what the viewer may see; `labels` names the topic ids among the interests."""

    def seen(name: str) -> bool:
        return may_see(profile, name, viewer)

    return PersonCard(
        id=person_id,
        display_name=profile.display_name if seen("display_name") else NAMELESS,
        headline=profile.headline if seen("headline") else None,
        place=place_line(profile) if seen("place") else None,
        organisation=profile.organisation if seen("organisation") else None,
        interests=tuple(labels.get(name, name) for name in profile.interests) if seen("interests") else (),
        links=profile.links if seen("links") else (),
    )


def home_of(profile: Profile) -> HomePlace | None:
    """Return the home place unless it is hidden."""
    return profile.place if may_influence(profile, "place") else None


def place_line(profile: Profile) -> str | None:
    """Write the home place on one line: `Porto, Portugal`."""
    return write_town(profile.place.city, profile.place.country) if profile.place else None


def unknown_fields(profile: Profile) -> tuple[str, ...]:
    """Return the names in `visibility` that are no field of a profile, sorted."""
    return tuple(sorted(set(profile.visibility) - FIELDS))
