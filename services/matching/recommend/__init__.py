"""A person gets suggestions: exclude, candidates, features, score, reciprocate, explain."""
