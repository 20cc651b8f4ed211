"""Pages: JSON-LD, microdata, microformats, and cards of events without any markup."""
