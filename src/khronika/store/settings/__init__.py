"""Django settings: what all have in common, and what differs on a single machine."""
