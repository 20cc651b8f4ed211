"""Partners: their keys, and the webhooks by which they hear of changes. Pure."""
