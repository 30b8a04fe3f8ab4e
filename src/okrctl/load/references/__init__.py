"""What one file says of another, judged when all of them are read."""
