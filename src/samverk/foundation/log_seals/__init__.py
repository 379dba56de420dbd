"""Seals on the log: what proves that no line of it was altered, taken away or put in afterwards.

Lines are only added, and the database refuses the app role anything else. Whoever owns the database can
still do it, or put an older one in its place. Each hour the lines since last time are counted and digested,
chained to what was sealed before, and signed with the installation's own key, which no database has.
"""
