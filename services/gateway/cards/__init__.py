"""Cards that people hand out when they meet: what one shows, as a file of contacts, and as a code to scan."""
