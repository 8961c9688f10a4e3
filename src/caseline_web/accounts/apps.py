"""What is done once, when Django has been set up."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Signing in."""

    name = "caseline_web.accounts"

    def ready(self) -> None:
        """The audit trail hears of changes."""
        from caseline_web.accounts import changes  # it reads rows: after the set-up

        changes.listen()
