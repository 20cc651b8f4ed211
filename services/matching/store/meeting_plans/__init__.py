"""Meeting plans in Postgres: asked for, made, read."""
