"""What kind of event it is and what it is about."""
