"""Lists that people keep: CSV, Markdown, YAML, JSON, XML, and those of known projects."""
