"""Fetched, read and nothing kept: the feed behind a page, and the pages behind a first one."""
