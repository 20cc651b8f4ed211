"""Answers joined from several services, marked when a part is missing."""
