"""People, where they go, and whom they blocked."""
