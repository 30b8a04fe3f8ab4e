"""`okrctl explain`: every number of the other screens, with its formula and where it comes from."""
