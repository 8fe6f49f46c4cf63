"""What a class shows: frames of its marks, and the pages and tables made of them."""
