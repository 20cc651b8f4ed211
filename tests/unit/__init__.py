"""Rules in memory."""
