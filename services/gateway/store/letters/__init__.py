"""Who gets which letter, and each letter until it was handed over."""
