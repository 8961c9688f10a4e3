"""The pages of the clinic: patients, a course, decisions, set-up, dispensing, research."""
