"""Sign-in by e-mail code and sessions."""
