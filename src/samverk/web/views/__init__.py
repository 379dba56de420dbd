"""Pages that belong to no room: the calculators, and the pages about the system itself."""
