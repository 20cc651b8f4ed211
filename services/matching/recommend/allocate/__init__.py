"""Places in lists are shared out: nobody is in too many, and nobody in none."""
