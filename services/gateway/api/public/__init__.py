"""Routes open to everyone: discovery, following, and what a letter or a hub calls back."""
