"""What a person means by words that no event bears: a day, a distance, a way to take part."""
