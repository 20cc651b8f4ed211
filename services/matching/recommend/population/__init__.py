"""What the people of a population have in common and what is rare among them, as arrays."""
