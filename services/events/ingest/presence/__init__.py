"""What a reading says of the listings that are held."""
