"""The command line: clock, chance, environment and prompts. A command gathers, calls, emits."""
