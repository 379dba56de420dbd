"""Pages of exchange, and the door that messages come in by."""
