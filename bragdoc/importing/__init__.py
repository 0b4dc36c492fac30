"""An import is read: in the request where it is small, else by the worker.

The truth is in its row. A task that is lost with its worker is found by the tick and done again;
whichever reading comes to its end first counts, and only that one.
"""
