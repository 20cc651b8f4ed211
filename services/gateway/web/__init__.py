"""The plain pages: templates, and the words and forms they are made of. Pure."""
