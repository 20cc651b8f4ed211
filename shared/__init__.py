"""Small, generic parts that know no service."""
