"""Pages of decisions: the latest, one as of a day, and the forms that add to it."""
