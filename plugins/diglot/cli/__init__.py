"""The command line.

In: the arguments of a command. Out: its report on standard output, the files that it writes, and an exit code.
"""
