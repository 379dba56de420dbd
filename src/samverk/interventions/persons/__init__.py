"""The confidential zone of the room: persons. A federation's installation does not have it."""
