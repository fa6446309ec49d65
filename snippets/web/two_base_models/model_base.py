"""The base of all models, under both names that a project might give it."""

from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    pass


BaseModel = Base
