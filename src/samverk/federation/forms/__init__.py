"""Forms of the federation."""
