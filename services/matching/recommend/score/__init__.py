"""Features to mutual chances, and the best of a roster for each who asks."""
