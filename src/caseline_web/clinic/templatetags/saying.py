"""`{{ told|day }}`, `|amount`, `|said`, `|outcome`: the record in the reader's words."""

from django import template

from caseline_web.clinic import saying

register = template.Library()
register.filter("day", saying.spoken_day)
register.filter("amount", saying.spoken_number)
register.filter("said", saying.spoken_word)
register.filter("outcome", saying.spoken_outcome)
