"""Whom I know and who is introduced to me."""
