"""A feed becomes events: fetch, parse, normalise, classify, resolve."""
