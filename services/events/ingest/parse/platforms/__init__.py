"""What platforms' own interfaces answer."""
