"""
Which files are the same picture twice, and which copy is worth keeping.
"""
