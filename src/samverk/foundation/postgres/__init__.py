"""The embedded PostgreSQL: found, started on a Unix socket of its own, and stopped by us."""
