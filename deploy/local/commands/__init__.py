"""What each command of `acquaint` does."""
