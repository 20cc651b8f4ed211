"""Why a line is refused: each field with what to write instead."""

from pydantic import ValidationError

from shared.contracts.refusals import why

MOST_SAID = 400


def refusal(error: ValidationError) -> str:
    """Return every refused field with what to change, on one line."""
    parts = [
        f"{'.'.join(map(str, it['loc'])) or 'line'}: {why(it)}" for it in error.errors(include_url=False)
    ]
    return "; ".join(parts)[:MOST_SAID]
