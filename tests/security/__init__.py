"""What must hold for the whole installation, whatever the room."""
