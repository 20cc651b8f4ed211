"""What learning reads of what was shown, and what it learnt."""
