"""The base app of every service: request ids, problem+json, health, paging, ETags."""
