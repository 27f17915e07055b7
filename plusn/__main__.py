"""Run the command as ``python -m plusn``."""

from plusn.cli import main

if __name__ == "__main__":
    main()
