"""What a page points to: feeds, calendars, the pages of its events."""
