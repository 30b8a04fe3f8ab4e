"""Entry lines: their forms and values, what they are about, and the journal they make."""
