"""Series: the editions of what is held again and again, their cadence, and the next one to expect. Pure."""
