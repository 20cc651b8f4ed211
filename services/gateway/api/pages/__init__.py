"""The plain pages: server-rendered, without scripts."""
