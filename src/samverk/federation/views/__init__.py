"""Pages of the federation: its by-laws, its members, and the figures that papers state."""
