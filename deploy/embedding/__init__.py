"""Making and judging the text embedding that `shared/text` ships; nothing of it runs in a service."""
