"""The room of `okrctl migrate`."""
