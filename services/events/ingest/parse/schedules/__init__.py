"""Schedules of conferences, whoever wrote them: one event with its sessions, made by `schedule`."""
