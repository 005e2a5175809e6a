"""``truceline serve`` for several people: what it asks for, and what follows from its options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from truceline.cli.serving import Team

Run = Callable[..., Result]

NOTHING: dict[str, Any] = {
    "sign_in": False, "read_only": False, "public_url": None, "allowed_hosts": (), "behind_proxy": None,
    "certfile": None, "keyfile": None, "oidc_issuer": None, "oidc_client_id": None, "oidc_secret_file": None,
    "oidc_name": None, "oidc_create_role": None,
}  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        ("--sign-in",), ("--host", "0.0.0.0"), ("--public-url", "https://ledger.example"),
        ("--allowed-host", "ledger.example"), ("--behind-proxy", "127.0.0.1"),
    ],
)  # fmt: skip
def test_without_an_administrator_it_does_not_start(run: Run, ledger: Path, options: tuple[str, ...]) -> None:
    run("people", "add", "Bo", "--role", "reader", stdin="seven small grey boats\n")
    result = run("serve", *options)
    assert result.exit_code == 2
    assert "truceline people add NAME --role administrator" in result.output


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--public-url", "ledger.example"), "no address"),
        (("--public-url", "https://ledger.example/under/a/path"), "no address"),
        (("--certfile", "cert.pem"), "both --certfile and --keyfile"),
        (("--oidc-client-id", "x"), "needs --oidc-issuer"),
        (("--oidc-issuer", "https://id.example"), "needs --oidc-client-id"),
        (("--oidc-issuer", "http://id.example", "--oidc-client-id", "x", "--oidc-secret-file", "cert.pem"), "https://"),
    ],
)
def test_options_that_do_not_fit_together_are_told(
    run: Run, ledger: Path, folder: Path, options: tuple[str, ...], why: str
) -> None:
    (folder / "cert.pem").write_text("a secret")
    result = run("serve", *options)
    assert result.exit_code in (1, 2)
    assert why in result.output


@pytest.mark.parametrize(
    ("host", "given", "sign_in", "secure", "hosts"),
    [
        ("127.0.0.1", {}, False, False, ()),
        ("localhost", {"sign_in": True}, True, False, ()),
        ("::1", {"read_only": True}, False, False, ()),
        ("10.0.0.5", {}, True, False, ("10.0.0.5",)),
        ("127.0.0.1", {"public_url": "https://Ledger.example/"}, True, True, ("ledger.example",)),
        ("127.0.0.1", {"allowed_hosts": ("a.example", "B.example")}, True, False, ("a.example", "b.example")),
        ("0.0.0.0", {"certfile": Path("c"), "keyfile": Path("k")}, True, True, ("0.0.0.0",)),
    ],
)
def test_whoever_can_be_reached_by_others_has_people_sign_in(
    host: str, given: dict[str, Any], sign_in: bool, secure: bool, hosts: tuple[str, ...]
) -> None:
    settings = Team.of(host, NOTHING | given).settings
    assert (settings.sign_in, settings.secure, settings.hosts) == (sign_in, secure, hosts)


def test_passwords_in_the_clear_are_warned_of() -> None:
    assert "https" in str(Team.of("10.0.0.5", NOTHING).warning("10.0.0.5"))
    assert Team.of("127.0.0.1", NOTHING | {"sign_in": True}).warning("127.0.0.1") is None
    https = NOTHING | {"public_url": "https://ledger.example"}
    assert Team.of("10.0.0.5", https).warning("10.0.0.5") is None


def test_the_secret_of_the_provider_comes_from_a_file_or_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret"
    file.write_text("from the file\n")
    given = NOTHING | {"oidc_issuer": "https://id.example", "oidc_client_id": "truceline"}
    monkeypatch.setenv("TRUCELINE_OIDC_CLIENT_SECRET", "from the environment")
    found = [Team.of("127.0.0.1", given | {"oidc_secret_file": path}).settings.provider for path in (file, None)]
    assert [p.client_secret for p in found if p] == ["from the file", "from the environment"]
    assert found[0] is not None
    assert (found[0].name, found[0].create_role) == ("id.example", None)
