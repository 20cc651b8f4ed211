"""What sources tell and what is made of it: documents, listings, events, organisers."""
