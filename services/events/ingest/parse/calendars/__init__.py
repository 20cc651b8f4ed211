"""Calendars: iCalendar (RFC 5545), its notations in JSON and XML, and the days of a rule."""
