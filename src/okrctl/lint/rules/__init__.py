"""The rules by family, one module each; `okrctl.lint.catalog` lists the families."""
