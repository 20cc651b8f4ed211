"""The topic tree of all professions and the classifier over it."""
