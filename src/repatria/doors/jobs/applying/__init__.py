"""`repatria apply`: a file of calls, a line a call, done as if each had been typed at the desk."""
