"""Files of contacts: LinkedIn's Connections.csv and vCards; and a JSON Resume of one's own. Pure."""
