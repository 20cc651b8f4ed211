"""What a search asks of events, as conditions of SQL; every value is an argument."""
