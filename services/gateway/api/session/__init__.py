"""Who is asking: signing in, cookies, and finding the person of a request."""
