"""Signing PDF documents with PAdES: the port, and the adapters that an installation chooses among."""
