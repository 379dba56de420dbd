"""Agreements, commitments and claims: how they move, what they cost, and what stops them."""
