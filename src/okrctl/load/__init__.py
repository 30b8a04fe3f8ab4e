"""Trees of bytes to a workspace, the places of its parts, and findings. Never raises on input."""
