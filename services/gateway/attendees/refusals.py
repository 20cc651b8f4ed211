"""Why a line or a file is refused: what is wrong with it, and what to write or do instead."""

from pydantic import ValidationError

from shared.contracts.refusals import why
from shared.kernel.errors import AppError, Kind

MOST_SAID = 400


def refusal(error: ValidationError) -> str:
    """Return every refused field with what to change, on one line."""
    parts = [
        f"{'.'.join(map(str, it['loc'])) or 'line'}: {why(it)}" for it in error.errors(include_url=False)
    ]
    return "; ".join(parts)[:MOST_SAID]


def unreadable(detail: str) -> AppError:
    """Return the error for a file that cannot be read as a whole."""
    return AppError("import_unreadable", Kind.INVALID, detail)
