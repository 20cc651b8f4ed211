"""One service on real stores."""
