"""What a part of the house holds of one person, for that person to take away."""

from typing import Any

from pydantic import Field

from shared.contracts.model import Answer


class Held(Answer):
    """Records by what they are, each a list of plain objects."""

    records: dict[str, tuple[dict[str, Any], ...]] = Field(
        examples=[{"attendance": [{"event_id": "evt_…", "status": "going"}]}]
    )
