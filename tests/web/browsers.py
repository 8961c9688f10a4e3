"""A browser of a test: its session is in a cookie as a real one's is."""

from django.test import Client

NAME = "sessionid"


class Browser(Client):
    """Django's own, whose `force_login` and `session` know that the cookie is signed."""

    @property
    def session(self):
        from caseline_web.sessions import SessionStore, cookie_of, key_in

        if cookie := self.cookies.get(NAME):
            return SessionStore(key_in(cookie.value))
        store = SessionStore()
        store.save()
        self.cookies[NAME] = cookie_of(store.session_key)
        return store

    def _login(self, user, backend=None):
        from caseline_web.sessions import cookie_of

        super()._login(user, backend)
        self.cookies[NAME] = cookie_of(self.cookies[NAME].value)
