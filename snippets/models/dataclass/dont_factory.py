from uuid import UUID, uuid4

from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedAsDataclass,
    mapped_column,
)

class Base(MappedAsDataclass, DeclarativeBase):
    pass

# page: from here
class Project(Base, kw_only=True):
    __tablename__ = "project"

    # page: essence
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    name: Mapped[str]

#! sqlalchemy.exc.SADeprecationWarning: Callable object passed to the ``default`` parameter for attribute 'id' in a ORM-mapped Dataclasses context is ambiguous, and this use will raise an error in a future release.  If this callable is intended to produce Core level INSERT default values for an underlying ``Column``, use the ``mapped_column.insert_default`` parameter instead.  To establish this callable as providing a default value for instances of the dataclass itself, use the ``default_factory`` dataclasses parameter.

print(type(Project(name="apollo").id).__name__)
#!> function
