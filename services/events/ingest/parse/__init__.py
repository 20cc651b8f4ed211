"""One adapter per wire format: bytes to raw listings, strings as found."""
