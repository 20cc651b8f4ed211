"""Who someone is: e-mail addresses, sign-in codes and links, sessions, form tokens, limits. Pure."""
