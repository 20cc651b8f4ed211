"""Pure foundations: clock, ids, errors, distances."""
