"""What is open to everybody: the public site, search, feeds, open data and the archive's packages."""
