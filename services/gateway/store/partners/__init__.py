"""Partners: their keys, whom they brought, and what they are told by webhook."""
