"""Routes of partners, who ask by key."""
