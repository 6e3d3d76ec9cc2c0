# For those whose fingers say make; the work is in dev.py.
.PHONY: setup demo test check bench golden docs
setup demo test check bench golden docs:
	python3 dev.py $@
