"""The public's own pages: thin, reading what is published and nothing else."""
