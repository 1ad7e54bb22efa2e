"""What leaves the house as a file, and the command and the page that make it."""
