"""Signed messages between installations, and within one: what was sent, what came, and its receipts."""
