"""What `okrctl new` makes: texts of new files, and splices into files that are there."""
