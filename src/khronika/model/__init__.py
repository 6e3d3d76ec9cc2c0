"""The values that travel between the stages; frozen, typed, standard library only."""
