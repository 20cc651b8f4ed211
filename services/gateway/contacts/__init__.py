"""Files of contacts: LinkedIn's Connections.csv and vCards. Pure."""
