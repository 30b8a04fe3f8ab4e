"""What `okrctl lint` reads, checks, fixes and watches."""
