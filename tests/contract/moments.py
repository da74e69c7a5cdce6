"""
When the pictures of these tests were taken: in months that hold nobody's photos.
"""

from datetime import datetime

LONG_AGO = datetime(1991, 3, 5, 12, 0)  # noqa: DTZ001 - cameras write local time
MONTH = "1991-03-01"
