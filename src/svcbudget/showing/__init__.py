"""What people and programs read of plans and books: sections of a few columns, records, and the forms they take."""
