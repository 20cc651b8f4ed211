"""Days, moments and times of day as people write them, in the larger European languages."""
