"""What people who share no event read of one another: without it neither is suggested with a reason."""

from shared.contracts.people import Profile, Visibility

TOLD = ("display_name", "headline", "interests")


def is_reserved(profile: Profile) -> bool:
    """Tell whether any of it that is said is read by people at one's events alone."""
    return bool(_kept_at_events(profile))


def opened(profile: Profile) -> Profile:
    """Return the profile as everybody may read it; what is for fewer people still stays so."""
    seen = profile.visibility | dict.fromkeys(_kept_at_events(profile), Visibility.PUBLIC)
    return profile.model_copy(update={"visibility": seen})


def _kept_at_events(profile: Profile) -> tuple[str, ...]:
    def kept(name: str) -> bool:
        return profile.visibility.get(name, Visibility.ATTENDEES) is Visibility.ATTENDEES

    return tuple(name for name in TOLD if getattr(profile, name) and kept(name))
