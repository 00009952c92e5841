"""`python -m campaign`."""

from campaign.cli import main

if __name__ == "__main__":  # not in the processes that a build starts for its pictures: they read this file again
    main()
