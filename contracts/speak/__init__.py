"""Values in; the words of a language out: numbers, dates, sums, durations, places, lists."""
