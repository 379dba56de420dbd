"""What a part prints, one module per kind of fact; each takes lines or prose, none guesses."""
