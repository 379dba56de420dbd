"""What the open API's objects look like: for its description, and for the schemas in the reference.

Answers are not made from these: they are made as they are sent, and the tests hold them against these
and against the standards' own schemas.
"""
