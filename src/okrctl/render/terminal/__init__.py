"""Blocks to lines of text for a terminal, in colour or without, at any width, in ASCII if need be.

The only home of rich: its table of cell widths, and its colours. Layout is our own, since columns
must leave in an order, nothing may wrap, and a long list must not take a millisecond a row.
"""

from okrctl.render.terminal.page import PAGE, render

__all__ = ["PAGE", "render"]
