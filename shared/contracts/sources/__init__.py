"""Where events come from: what is watched, what its publisher may set, what persons say of it."""
