"""The provisions (lagrum) that the rules rest on, each with its known wordings and their dates.

A provision that has been moved or reworded has one row per wording; old rows stay. The dates are
those of the acts' amendment registers. Where an older wording has not been read, the list begins
later, and a day before it gets a remark instead of a statute.

One module per act, each in the order of its sections. A rule imports from the acts it rests on, so
that a command loads no other.
"""
