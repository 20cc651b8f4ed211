"""How long matching keeps what nothing else forgets."""

from datetime import timedelta

_YEAR = timedelta(days=400)
_CAME_TO_NOTHING = """
last_shown_at < $1 AND verdict IS NULL
AND NOT EXISTS (SELECT 1 FROM outcome WHERE suggestion_id = suggestion.id)
AND NOT EXISTS (SELECT 1 FROM introduction WHERE suggestion_id = suggestion.id)
"""
_OF_THE_PAST = "created_at < $1 AND event_id IN (SELECT event_id FROM catalogue_event WHERE ends_utc < $1)"

KEPT = {("suggestion", _CAME_TO_NOTHING): _YEAR, ("meeting_plan", _OF_THE_PAST): _YEAR}
