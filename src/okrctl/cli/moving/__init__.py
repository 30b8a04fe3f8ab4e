"""What `okrctl mv` changes: a file's place, an alias, and every reference, all by splicing."""
