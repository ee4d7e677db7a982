"""Reference pages made from the code, so that they cannot disagree with it. `make docs` writes them."""
