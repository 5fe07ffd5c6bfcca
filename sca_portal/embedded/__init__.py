"""Private PostgreSQL and Redis under `var/`, so that nobody has to set up a server by hand.

Standard library only: this package also runs before anything is installed. Debian's own binaries are
used; they listen on unix sockets that only this account (and root) can reach.
"""
