"""Many check-ins from one file: CSV, YAML or JSON, all of them recorded or none."""
