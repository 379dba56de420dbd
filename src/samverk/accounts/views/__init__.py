"""Pages of the accounts, for those who administer an organisation."""
