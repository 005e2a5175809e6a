"""``truceline serve`` for several people: what it asks for, and what follows from its options."""

from __future__ import annotations

import json
import re
import ssl
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import Result
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

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


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine that it signed itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "cert.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(Encoding.PEM))
    files[1].write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return files


@pytest.fixture
def served(run: Run, ledger: Path, start: Callable[..., subprocess.Popen[str]]) -> Iterator[Callable[..., str]]:
    """Starts it for a team, with options, and gives the port."""
    run("people", "add", "Ada", "--role", "administrator", stdin="seven small grey boats\n")
    started: list[subprocess.Popen[str]] = []

    def serve(*options: str) -> str:
        started.append(start("serve", "--port", "0", "--sign-in", *options))
        assert started[-1].stdout is not None
        found = re.search(r":(\d+)/", started[-1].stdout.readline())
        assert found
        return found.group(1)

    yield serve
    for process in started:
        process.terminate()
        process.wait(30)


def test_it_speaks_https_with_a_certificate_and_has_people_sign_in(served: Callable[..., str], folder: Path) -> None:
    cert, key = certificate(folder)
    port = served("--certfile", str(cert), "--keyfile", str(key))
    with httpx.Client(verify=ssl.create_default_context(cafile=str(cert))) as client:
        answer = client.get(f"https://localhost:{port}/claims")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?to=/claims")
    assert "Strict-Transport-Security" in answer.headers


@pytest.mark.parametrize(("options", "address"), [((), "127.0.0.1"), (("--behind-proxy", "127.0.0.1"), "203.0.113.9")])
def test_a_visitor_is_believed_about_their_address_only_behind_a_proxy(
    served: Callable[..., str], run: Run, options: tuple[str, ...], address: str
) -> None:
    port = served(*options)
    with httpx.Client(headers={"X-Forwarded-For": "203.0.113.9"}, base_url=f"http://127.0.0.1:{port}") as client:
        found = re.search(r'name="csrf" value="(\w+)"', client.get("/sign-in").text)
        assert found
        client.post("/sign-in", data={"csrf": found.group(1), "name": "Ada", "password": "wrong"})
    (line,) = run("people", "audit", "--action", "sign-in.failed", "--json").output.splitlines()[:1]
    assert json.loads(line)["address"] == address
