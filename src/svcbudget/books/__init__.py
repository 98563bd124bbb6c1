"""The books: from sales and spending to what is put aside for service, spent and left."""
