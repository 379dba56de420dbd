"""What is published, in the words of the standards: pure functions from rows to what is sent."""
