"""`python -m turgor` is `turgor`."""

from turgor.cli import main

if __name__ == "__main__":
    main()
