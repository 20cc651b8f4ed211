"""A week becomes an e-mail."""
