"""Schedules of conferences: one event with its sessions."""
