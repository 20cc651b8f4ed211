"""What is watched, when it is due and how it fares."""
