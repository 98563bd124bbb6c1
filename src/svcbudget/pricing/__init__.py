"""What a pricing file says: from plain data with places to one validated document, with what is built in."""
