"""Routes of the person who is signed in: `/v1/me` and what only they may do."""
