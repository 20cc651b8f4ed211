"""Points on the globe, by name."""

from shared.contracts.model import Answer


class Located(Answer):
    """Where a place lies; degrees, WGS 84."""

    lat: float
    lon: float
