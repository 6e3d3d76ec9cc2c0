"""Joins the stages to the store, in order; holds no rule of its own."""

from khronika.store.opening import set_up

# The tables cannot be imported before Django is set up, and all that lies here works on them.
set_up()
