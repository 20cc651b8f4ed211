"""Events for a person: what there is, how well it suits, and why."""
