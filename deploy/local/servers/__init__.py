"""The embedded Postgres and Valkey: started, shared between processes, revived."""
