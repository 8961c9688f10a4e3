"""`{{ told|day }}`, `|amount`, `|said` and the like: the record in the reader's words."""

from django import template

from caseline_web.asking.words import named
from caseline_web.clinic import saying
from caseline_web.language import refusal

register = template.Library()
register.filter("day", saying.spoken_day)
register.filter("span", saying.spoken_span)
register.filter("harm", saying.spoken_harm)
register.filter("amount", saying.spoken_number)
register.filter("said", saying.spoken_word)
register.filter("happened", named)
register.filter("known", saying.is_known)
register.filter("plainly", saying.plainly)
register.filter("refusal", refusal)
register.filter("kind", saying.spoken_kind)
register.filter("outcome", saying.spoken_outcome)
