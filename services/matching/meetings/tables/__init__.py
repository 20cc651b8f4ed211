"""Plans of tables, and of groups that are owed: round after round is seated."""
