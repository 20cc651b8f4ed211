"""Publishers: who may speak for a source, the proof of it, and what they want of us."""
