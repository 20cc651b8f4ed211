"""The sample people: who they are and where they go."""
