"""Letters: their words, ids and heads, the bytes, who carries them, and the ways out. Pure."""
