"""The workspace file: people, teams and calendar, and the names that everything else uses."""
