"""Short dates with a month in letters: 3/10 is March to some and October to others."""

SHORT_DATE_FORMAT = "j M Y"
SHORT_DATETIME_FORMAT = "j M Y, H:i"
