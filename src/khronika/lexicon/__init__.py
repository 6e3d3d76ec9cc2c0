"""Knowledge as data: acts, words, bodies, places and dates, one loader each."""
