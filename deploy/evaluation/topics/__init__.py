"""The topic of a conference, told from its name."""
