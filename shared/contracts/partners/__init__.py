"""What partners bring, ask for and are told."""
