"""What was found, kept in the project's database: core types in, core types out."""
