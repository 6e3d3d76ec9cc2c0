"""Django's SQLite backend over SQLCipher: the same database, every page of it encrypted."""
