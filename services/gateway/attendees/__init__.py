"""Attendees whom partners bring: a file is read to lines, and each line becomes a person and their stand."""
