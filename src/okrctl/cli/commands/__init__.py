"""One module a command: a plain function `command`, or `app` for a command with commands below it.

A command's module is imported when it runs, and imports what is heavy inside the function, so that
its help stays quick.
"""
