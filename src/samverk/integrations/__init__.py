"""Outside systems: one folder each, with its port, adapters, fake and tests."""
