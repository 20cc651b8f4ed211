"""Files read by the plainest means and by libraries of other hands, to hold our readers to."""
