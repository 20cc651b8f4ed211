"""Raw listings into our own terms: text, when, where, links, price, language, status, mode."""
