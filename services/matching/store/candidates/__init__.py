"""Who may be met, and everybody's sketches in memory."""
