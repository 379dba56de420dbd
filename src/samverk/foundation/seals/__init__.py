"""Records that must stay true: a chain of digests, signed checkpoints, and how both are checked.

Nothing here needs Django or a database: what is exported is checked on any machine.
"""
