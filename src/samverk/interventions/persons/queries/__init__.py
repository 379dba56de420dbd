"""What the confidential zone knows, read inside an open compartment."""
