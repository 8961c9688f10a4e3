"""The roles an account may have."""

from typing import Literal, get_args

Role = Literal["administrator", "clinician", "pharmacist", "researcher", "patient"]

ROLES: tuple[Role, ...] = get_args(Role)
STAFF = tuple(role for role in ROLES if role != "patient")
