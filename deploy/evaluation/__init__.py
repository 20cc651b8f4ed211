"""How good the product's answers are on labelled data; nothing of it runs in a service."""
