"""A person's own pages beside their profile: the proof that they are theirs, and what they say. Pure."""
