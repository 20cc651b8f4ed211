"""Calendars: iCalendar (RFC 5545), its notations in JSON and XML, JSCalendar, and the days of a rule."""
