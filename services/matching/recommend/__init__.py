"""A person gets suggestions: exclude, candidates, score, allocate, diversify, explain."""
