"""What a title says: the name of an event, and what stands around it."""
