"""One document to listings: parse, normalise, classify, in a process that can be killed."""
