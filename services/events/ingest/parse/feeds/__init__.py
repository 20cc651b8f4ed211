"""RSS, Atom and JSON Feed: items that tell of events."""
