"""Asks the program about labelled sets and keeps the scores. Never looks at the answers."""
