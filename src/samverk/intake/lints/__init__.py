"""Checks on read documents: faults, and questions that only a person can answer.

One module per family of checks. A check looks at what was read, never at whose document it is.
"""
