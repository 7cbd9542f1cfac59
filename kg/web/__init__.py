"""``kg serve``: a graph over HTTP on this computer, as a SPARQL 1.1 endpoint, as linked data and as pages to read.

All answers come from the store in the graph's folder; the database beside it stays free for the next build.
"""
