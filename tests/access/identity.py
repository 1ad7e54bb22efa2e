"""A real identity server (Canaille) with a few people: `python identity.py PORT REDIRECT_URI LIE_FILE`.

It tells the truth until LIE_FILE holds claims as JSON: the next tokens then say these instead, signed with its own key
(with a strange one where they hold "key"), as a server would that was taken over or set up wrongly.
"""

import json
import sys
from pathlib import Path
from typing import Any

from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from canaille.oidc.jose import registry, server_signing_key
from flask import Flask, Response, request
from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET, PASSWORD = "ward", "a secret of the test alone", "mat khau thu nghiem"
PEOPLE = ("can.bo", "chu.tich", "khoi.1", "nguoi.la", "nhan.vien")
GROUP = "can-bo-phuong"


def make_server(port: int, redirect_uri: str, lie_file: Path) -> Flask:
    key = RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)
    app = create_app(
        {
            "SECRET_KEY": "for the sessions of the test alone",
            "SERVER_NAME": f"127.0.0.1:{port}",
            "PREFERRED_URL_SCHEME": "http",
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key], "TRUSTED_DOMAINS": ["localhost"]},
        },
        env_file="",
    )
    app.config["SESSION_COOKIE_NAME"] = f"identity_{port}"
    with app.app_context(), Backend.instance.session():
        people = [write_person(name) for name in PEOPLE]
        Backend.instance.save(models.Group(display_name=GROUP, members=people[-1:]))
        write_client(redirect_uri)

    @app.after_request
    def lie(answer: Response) -> Response:
        if request.path == "/oauth/token" and answer.status_code == 200 and lie_file.exists():
            answer.set_data(json.dumps(change(answer.get_json(), json.loads(lie_file.read_text(encoding="utf-8")))))
        return answer

    return app


def write_person(name: str) -> Any:
    person = models.User(
        user_name=name,
        formatted_name=f"Người mang tài khoản {name}",
        family_name=name,
        emails=[f"{name}@phuong.example"],
        password=PASSWORD,
    )
    Backend.instance.save(person)
    return person


def write_client(redirect_uri: str) -> None:
    client = models.Client(
        client_id=CLIENT,
        client_secret=SECRET,
        client_name="Bảng theo dõi giảm nghèo",
        client_uri=redirect_uri.removesuffix("/oauth2callback"),
        redirect_uris=[redirect_uri],
        post_logout_redirect_uris=[redirect_uri],
        grant_types=["authorization_code"],
        response_types=["code"],
        scope=["openid", "profile", "email", "groups"],
        token_endpoint_auth_method="client_secret_basic",
    )
    Backend.instance.save(client)
    client.audience = [client]
    Backend.instance.save(client)


def change(told: dict[str, Any], lie: dict[str, Any]) -> dict[str, Any]:
    """Return the token answer with the claims of the lie in place of the true ones."""
    key = server_signing_key()
    strange = lie.pop("key", None)
    true = jwt.decode(told["id_token"], key, registry=registry)
    signer = RSAKey.generate_key(2048) if strange else key
    return told | {"id_token": jwt.encode(true.header, true.claims | lie, signer, registry=registry)}


if __name__ == "__main__":
    port, redirect_uri, lie_file = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    make_server(port, redirect_uri, lie_file).run("127.0.0.1", port)
