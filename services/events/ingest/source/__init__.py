"""What a poll leaves of its source: whether it is let in, its state and next turn, its hub."""
