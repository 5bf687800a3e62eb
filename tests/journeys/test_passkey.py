"""A passkey in a real Chromium with a virtual authenticator: added, asked as the second factor, alone, and removed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from tests.journeys.people import SCREEN, Bureau

pytestmark = pytest.mark.browser

NAME = "registrar-2"


@dataclass
class Holder:
    """A registrar with a browser and a key in it."""

    bureau: Bureau
    page: Any
    desk: str

    def gives_name_and_password(self) -> Holder:
        self.page.goto(f"{self.desk}/sign-in")
        self.page.fill("#login", NAME)
        self.page.fill("#password", self.bureau.house.password(NAME))
        self.page.click("form[action='/sign-in'] button")
        self.page.wait_for_url("**/sign-in/code**")
        return self

    def gives_code(self) -> Holder:
        self.page.fill("#code", self.bureau.house.code(NAME))
        self.page.click("form:has(#code) button")
        return self.is_in()

    def is_in(self) -> Holder:
        self.page.wait_for_url(f"{self.desk}/")
        return self

    def signs_out(self) -> Holder:
        self.page.click("form[action='/sign-out'] button")
        self.page.wait_for_url("**/sign-in")
        return self

    def adds_a_key(self, name: str, *, is_alone: bool = False) -> Holder:
        """Adds a key under "My sign-in"; the password is asked once more before it."""
        self.page.goto(f"{self.desk}/own/passkey")
        if "/sign-in/again" in self.page.url:
            self.page.fill("#password", self.bureau.house.password(NAME))
            self.page.click("main form button")
        self.page.wait_for_url(f"{self.desk}/own/passkey")
        self.page.fill("#id_name", name)
        if is_alone:
            self.page.check("#id_passwordless")
        self.page.click("#mfa_webauthn_add")
        self.page.wait_for_url(f"{self.desk}/own")
        assert name in self.text()
        return self

    def removes_the_key(self) -> Holder:
        """Takes the one key away; the password is asked once more where it was not asked lately."""
        self.page.goto(f"{self.desk}/own")
        self.page.click("form[action$='/remove'] button")
        if "/sign-in/again" in self.page.url:
            self.page.fill("#password", self.bureau.house.password(NAME))
            self.page.click("main form button")
        self.page.goto(f"{self.desk}/own")
        assert not self.page.query_selector("form[action$='/remove']"), self.text()
        return self

    def is_offered_a_key(self) -> bool:
        return bool(self.page.query_selector("#mfa_webauthn_authenticate"))

    def text(self) -> str:
        return str(self.page.inner_text("main"))

    def has_an_authenticator(self) -> Holder:
        """Puts one into the browser that checks its owner and consents to everything."""
        session = self.page.context.new_cdp_session(self.page)
        session.send("WebAuthn.enable")
        options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
                   "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return self


@pytest.fixture
def holder(bureau: Bureau) -> Iterator[Holder]:
    context = bureau.browser.new_context(viewport=SCREEN, locale="en-GB")
    context.set_default_timeout(15_000)
    # A passkey is bound to a name; an address in figures is none.
    desk = bureau.house.desk.replace("127.0.0.1", "localhost")
    yield Holder(bureau, context.new_page(), desk)
    context.close()


def test_a_key_is_added_asked_as_the_second_factor_and_taken_away(holder: Holder) -> None:
    holder.has_an_authenticator().gives_name_and_password()
    assert not holder.is_offered_a_key()  # there is none yet
    holder.gives_code()
    holder.page.goto(f"{holder.desk}/own/passkey")
    assert "/sign-in/again" in holder.page.url
    holder.adds_a_key("the key at the counter").signs_out()

    holder.gives_name_and_password().page.click("#mfa_webauthn_authenticate")
    holder.is_in().removes_the_key()
    holder.adds_a_key("a key that knows its owner", is_alone=True).signs_out()
    holder.page.click("#passkey_login")  # such a key is password and second factor in one
    holder.is_in().removes_the_key().signs_out().gives_name_and_password()

    assert not holder.is_offered_a_key()
    verified = holder.bureau.house.run("verify")
    assert 0 == verified.returncode, verified.stdout
