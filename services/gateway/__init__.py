"""Gateway: the one door to the world: accounts, composed answers, pages and the weekly e-mail."""
