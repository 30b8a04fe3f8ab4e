"""What okrctl needs around it, looked at piece by piece."""
