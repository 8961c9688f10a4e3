"""`{% contact %}`: whom a patient can talk to."""

from django import template

from caseline_web.people.store import contact_of

register = template.Library()


@register.simple_tag(takes_context=True)
def contact(context: template.Context) -> str:
    """Whom the clinic says that its patients can talk to; "" where it says nobody."""
    course = context.get("course")
    return contact_of(course.organisation if course else context["clinic"])
