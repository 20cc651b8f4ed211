"""A change of an event becomes an alert to whoever follows it."""
