"""Forms of what is open and of the archive."""
