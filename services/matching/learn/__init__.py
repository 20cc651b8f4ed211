"""Learning from what came of suggestions: log ▸ label ▸ correct for place ▸ refit ▸ contest ▸ keep."""
