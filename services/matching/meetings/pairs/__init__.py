"""Plans of two a table: laps of matchings, and what no plan could exceed."""
