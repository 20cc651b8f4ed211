"""Matching: people, who goes where, and whom to meet, with reasons."""
