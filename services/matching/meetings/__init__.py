"""Who meets whom in which round of an event: everybody about as often, nobody twice. Pure."""
